// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ArtistRevenueSplit {
    uint8 public version;
    uint16 public labelBps;
    address public artist;
    address public label;
    mapping(address => uint256) public owed;

    event LabelJoined(address indexed label, uint16 bps);

    modifier initializesVersion(uint8 next) {
        require(version + 1 == next, "wrong version");
        version = next;
        _;
    }

    constructor() {
        version = type(uint8).max - 1;
    }

    receive() external payable {
        uint256 cut = (msg.value * labelBps) / 10_000;
        owed[label] += cut;
        owed[artist] += msg.value - cut;
    }

    function initialize(address artist_) external initializesVersion(1) {
        require(artist_ != address(0), "artist");
        artist = artist_;
    }

    function initializeV2(address label_, uint16 bps) external initializesVersion(2) {
        require(msg.sender == artist, "artist only");
        require(label_ != address(0) && bps <= 9_000, "label terms");
        label = label_;
        labelBps = bps;
        emit LabelJoined(label_, bps);
    }

    function withdraw() external {
        uint256 amount = owed[msg.sender];
        require(amount > 0, "nothing owed");
        owed[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "withdrawal failed");
    }
}

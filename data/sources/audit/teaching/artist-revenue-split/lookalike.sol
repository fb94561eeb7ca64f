// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ArtistRevenueSplit {
    uint256 public constant LABEL_BPS = 2_000;
    address public immutable label;
    uint8 public version;
    address public artist;
    uint256 public sharedSince;
    mapping(address => uint256) public owed;

    event LabelJoined(address indexed label);

    modifier initializesVersion(uint8 next) {
        require(version + 1 == next, "wrong version");
        version = next;
        _;
    }

    constructor(address label_) {
        require(label_ != address(0), "label");
        label = label_;
        version = type(uint8).max - 1;
    }

    receive() external payable {
        uint256 cut = sharedSince == 0 ? 0 : (msg.value * LABEL_BPS) / 10_000;
        owed[label] += cut;
        owed[artist] += msg.value - cut;
    }

    function initialize(address artist_) external initializesVersion(1) {
        require(artist_ != address(0), "artist");
        artist = artist_;
    }

    function initializeV2() external initializesVersion(2) {
        sharedSince = block.number;
        emit LabelJoined(label);
    }

    function withdraw() external {
        uint256 amount = owed[msg.sender];
        require(amount > 0, "nothing owed");
        owed[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "withdrawal failed");
    }
}

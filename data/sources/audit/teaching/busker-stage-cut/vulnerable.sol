// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract BuskerStage {
    address payable public immutable venue;
    uint256 public constant CUT_BPS = 250;
    uint256 public venueCut;
    mapping(address => uint256) public tips;

    event Tipped(address indexed artist, address indexed fan, uint256 amount);

    constructor(address payable venue_) {
        require(venue_ != address(0), "no venue");
        venue = venue_;
    }

    function tip(address artist) external payable {
        require(artist != address(0), "no artist");
        require(msg.value >= 10_000, "tip too small");
        uint256 cut = (msg.value * CUT_BPS) / 10_000;
        venueCut += cut;
        tips[artist] += msg.value - cut;
        emit Tipped(artist, msg.sender, msg.value);
    }

    function cashOut() external {
        uint256 amount = tips[msg.sender];
        require(amount > 0, "no tips");
        tips[msg.sender] = 0;
        pay(payable(msg.sender), amount);
    }

    function sweepCut(address payable to) external { // !weak unprotected-withdrawal
        require(to != address(0), "no recipient");
        uint256 amount = venueCut;
        venueCut = 0;
        pay(to, amount);
    }

    function pay(address payable to, uint256 amount) private {
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "payment refused");
    }
}

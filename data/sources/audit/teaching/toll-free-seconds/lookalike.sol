// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TollBridge {
    uint256 public constant PASS_LENGTH = 30 days;

    address public immutable warden;
    uint256 public immutable passPrice;
    uint256 public sales;
    mapping(address => uint256) public validUntil;
    mapping(address => uint256) public lastCrossing;

    constructor(uint256 price) {
        require(price > 0, "no price");
        warden = msg.sender;
        passPrice = price;
    }

    function buyPass(address traveller) external payable {
        require(traveller != address(0) && msg.value == passPrice, "bad purchase");
        uint256 start = validUntil[traveller];
        if (start < block.timestamp) start = block.timestamp;
        validUntil[traveller] = start + PASS_LENGTH;
        sales += msg.value;
    }

    function cross() external {
        require(block.timestamp <= validUntil[msg.sender], "no valid pass");
        lastCrossing[msg.sender] = block.timestamp;
    }

    function bankSales(uint256 part) external {
        require(msg.sender == warden && part > 0, "not allowed");
        sales -= part;
        (bool banked, ) = payable(warden).call{value: part}("");
        require(banked, "warden cannot receive");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract LastBell {
    address public immutable showman;
    uint256 public endsAt;
    address public lastRinger;
    uint256 public highest;
    mapping(address => uint256) public dueTo;

    event Rang(address indexed ringer, uint256 offer, uint256 endsAt);

    constructor() {
        showman = msg.sender;
        endsAt = block.timestamp + 5 days;
    }

    function ring() external payable {
        require(block.timestamp < endsAt, "bell is sold");
        require(msg.value > highest, "offer more");
        dueTo[lastRinger] += highest;
        lastRinger = msg.sender;
        highest = msg.value;
        if (endsAt - block.timestamp < 6 hours) endsAt = block.timestamp + 6 hours;
        emit Rang(msg.sender, msg.value, endsAt);
    }

    function settle() external {
        require(msg.sender == showman && block.timestamp >= endsAt, "too early");
        dueTo[showman] += highest;
        highest = 0;
    }

    function takeDue() external {
        uint256 due = dueTo[msg.sender];
        dueTo[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: due}("");
        require(ok, "money not taken");
    }
}

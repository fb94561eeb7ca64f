// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract ClockRepair {
    uint256 public constant GIFT = 1 ether;
    uint256 public constant GOAL = 20 ether;

    enum Stage { Open, Complete, Paid }
    Stage public stage;
    address payable public clockmaker;
    uint256 public raised;
    mapping(address => uint256) public givenBy;

    constructor(address payable maker) {
        require(maker != address(0), "no clockmaker");
        clockmaker = maker;
    }

    function give() external payable {
        require(stage == Stage.Open, "collection over");
        require(msg.value == GIFT, "one ether each");
        givenBy[msg.sender] += GIFT;
        raised += GIFT;
        if (address(this).balance == GOAL) stage = Stage.Complete; // !weak unexpected-balance
    }

    function takeBack() external {
        require(stage == Stage.Open, "collection over");
        uint256 sum = givenBy[msg.sender];
        require(sum > 0 && sum <= raised, "nothing given");
        givenBy[msg.sender] = 0;
        raised -= sum;
        (bool ok, ) = msg.sender.call{value: sum}("");
        require(ok, "not taken");
    }

    function payClockmaker() external {
        require(stage == Stage.Complete && msg.sender == clockmaker, "not due");
        stage = Stage.Paid;
        (bool ok, ) = clockmaker.call{value: GOAL}("");
        require(ok, "not taken");
    }
}

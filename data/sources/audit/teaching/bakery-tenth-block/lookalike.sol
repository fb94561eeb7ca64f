// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract BakeryCounter {
    uint256 public constant ROLL = 0.001 ether;
    uint256 public constant BAKING_DAY = 5;

    address payable private immutable oven;
    mapping(uint256 => mapping(address => uint256)) public rollsOn;

    event Ordered(uint256 indexed day, address indexed customer, uint256 rolls);

    constructor(address payable till) {
        require(till != address(0), "no till");
        oven = till;
    }

    receive() external payable {
        uint256 price = priceOn(today());
        uint256 rolls = msg.value / price;
        require(rolls > 0 && msg.value == rolls * price, "whole rolls only");
        rollsOn[today()][msg.sender] += rolls;
        emit Ordered(today(), msg.sender, rolls);
    }

    function today() public view returns (uint256) {
        return block.timestamp / 1 days;
    }

    function priceOn(uint256 day) public pure returns (uint256) {
        return day % 7 == BAKING_DAY ? ROLL / 2 : ROLL;
    }

    function bringTakings() external {
        require(msg.sender == oven, "till only");
        oven.transfer(address(this).balance);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract SoupKitchenRota {
    error CookOnly(address caller);
    error AlreadyListed();

    address public immutable cook;
    uint256 public week = 1;
    address[] public helpers;
    mapping(address => uint256) public lastListed;
    mapping(address => uint256) public mealsEarned;

    event WeekStarted(uint256 indexed week, string menu);

    modifier cookOnly() {
        if (msg.sender != cook) revert CookOnly(msg.sender);
        _;
    }

    constructor() {
        cook = msg.sender;
    }

    function signUp() external returns (uint256 place) {
        if (lastListed[msg.sender] == week) revert AlreadyListed();
        lastListed[msg.sender] = week;
        place = helpers.length;
        helpers.push(msg.sender);
    }

    function thank(uint256 place, uint256 meals) external cookOnly {
        mealsEarned[helpers[place]] += meals;
    }

    function eat() external {
        mealsEarned[msg.sender] -= 1;
    }

    function startWeek(string calldata menu) external cookOnly {
        week += 1;
        delete helpers; // !weak dos-gas-limit
        emit WeekStarted(week, menu);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract SoupKitchenRota {
    error CookOnly(address caller);
    error NotListed();
    error RotaFull();

    uint256 public constant APRONS = 15;

    address public immutable cook = msg.sender;
    uint256 public week = 1;
    address[] public helpers;
    mapping(address => bool) public isVolunteer;
    mapping(address => uint256) public lastListed;
    mapping(address => uint256) public mealsEarned;

    modifier cookOnly() {
        if (msg.sender != cook) revert CookOnly(msg.sender);
        _;
    }

    function enrol(address volunteer) external cookOnly {
        isVolunteer[volunteer] = true;
    }

    function signUp() external {
        if (!isVolunteer[msg.sender] || lastListed[msg.sender] == week) revert NotListed();
        if (helpers.length >= APRONS) revert RotaFull();
        lastListed[msg.sender] = week;
        helpers.push(msg.sender);
    }

    function eat() external {
        mealsEarned[msg.sender] -= 1;
    }

    function startWeek(uint256 meals) external cookOnly {
        for (uint256 i = 0; i < helpers.length; i++) {
            mealsEarned[helpers[i]] += meals;
        }
        delete helpers;
        week += 1;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract SolarCredits {
    error TooFewCredits(uint256 held, uint256 needed);

    address public immutable gridOperator = msg.sender;
    uint256 public totalWattHours;
    mapping(address => uint256) public wattHours;

    function feedIn(address producer, uint256 amount) external {
        require(msg.sender == gridOperator && producer != address(0), "not allowed");
        totalWattHours += amount;
        unchecked {
            wattHours[producer] += amount;
        }
    }

    function trade(address buyer, uint256 amount) external {
        require(buyer != address(0), "no buyer");
        uint256 held = wattHours[msg.sender];
        if (held < amount) revert TooFewCredits(held, amount);
        unchecked {
            wattHours[msg.sender] = held - amount;
            wattHours[buyer] += amount;
        }
    }

    function use(uint256 amount) external {
        wattHours[msg.sender] -= amount;
        unchecked {
            totalWattHours -= amount;
        }
    }
}

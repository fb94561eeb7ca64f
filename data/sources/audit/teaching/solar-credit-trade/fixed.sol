// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract SolarCredits {
    address public immutable gridOperator;
    mapping(address => uint256) public wattHours;

    event FedIn(address indexed producer, uint256 amount);
    event Traded(address indexed seller, address indexed buyer, uint256 amount);
    event Used(address indexed consumer, uint256 amount);

    constructor(address operator) {
        require(operator != address(0), "no operator");
        gridOperator = operator;
    }

    function feedIn(address producer, uint256 amount) external {
        require(msg.sender == gridOperator, "operator only");
        require(producer != address(0), "no producer");
        wattHours[producer] += amount;
        emit FedIn(producer, amount);
    }

    function trade(address buyer, uint256 amount) external {
        require(buyer != address(0) && buyer != msg.sender, "bad buyer");
        wattHours[msg.sender] -= amount;
        wattHours[buyer] += amount;
        emit Traded(msg.sender, buyer, amount);
    }

    function use(uint256 amount) external {
        wattHours[msg.sender] -= amount;
        emit Used(msg.sender, amount);
    }
}

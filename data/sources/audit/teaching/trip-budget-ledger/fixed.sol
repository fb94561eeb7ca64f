// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TripCredits {
    string public constant name = "Trip Credits";
    uint8 public constant decimals = 2;
    address public immutable agency;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed holder, address indexed spender, uint256 amount);

    constructor() {
        agency = msg.sender;
    }

    function sell(address traveller, uint256 amount) external {
        require(msg.sender == agency, "agency only");
        require(traveller != address(0), "traveller");
        balanceOf[traveller] += amount;
        emit Transfer(address(0), traveller, amount);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        _move(msg.sender, to, amount);
        return true;
    }

    function approve(address spender, uint256 current, uint256 amount) external returns (bool) {
        require(allowance[msg.sender][spender] == current, "allowance moved");
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        allowance[from][msg.sender] -= amount;
        _move(from, to, amount);
        return true;
    }

    function _move(address from, address to, uint256 amount) private {
        require(to != address(0), "recipient");
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

interface Till {
    function receiveApproval(address holder, uint256 points, bytes data) external returns (bool);
}

contract PopcornPoints {
    address public cinema;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 points);

    constructor(uint256 stock) public {
        cinema = msg.sender;
        balanceOf[this] = stock;
    }

    function issue(address to, uint256 points) external {
        require(msg.sender == cinema);
        move(this, to, points);
    }

    function transfer(address to, uint256 points) external returns (bool) {
        move(msg.sender, to, points);
        return true;
    }

    function transferFrom(address from, address to, uint256 points) external returns (bool) {
        require(allowance[from][msg.sender] >= points);
        allowance[from][msg.sender] -= points;
        move(from, to, points);
        return true;
    }

    function approveAndCall(address till, uint256 points, bytes data) external returns (bool) {
        require(points == 0 || allowance[msg.sender][till] == 0);
        allowance[msg.sender][till] = points;
        require(points == 0 || till.call(data)); // !weak arbitrary-external-call
        return true;
    }

    function move(address from, address to, uint256 points) private {
        require(balanceOf[from] >= points);
        balanceOf[from] -= points;
        balanceOf[to] += points;
        emit Transfer(from, to, points);
    }
}

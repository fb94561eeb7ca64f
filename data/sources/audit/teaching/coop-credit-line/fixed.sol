// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract CoopCreditLine {
    struct Line {
        uint64 limit;
        uint64 drawn;
        bool open;
    }

    IERC20 public immutable token;
    address public immutable board;
    mapping(address => Line) public lines;

    event LineSet(address indexed member, uint64 limit);
    event Drawn(address indexed member, uint256 amount);

    constructor(IERC20 creditToken, address boardAccount) {
        require(address(creditToken) != address(0) && boardAccount != address(0), "bad setup");
        token = creditToken;
        board = boardAccount;
    }

    function setLine(address member, uint64 limit) external {
        require(msg.sender == board && member != address(0), "not allowed");
        lines[member].limit = limit;
        lines[member].open = limit > 0;
        emit LineSet(member, limit);
    }

    function draw(uint256 amount) external {
        Line storage line = lines[msg.sender];
        require(line.open, "no line");
        require(amount <= type(uint64).max, "amount too large");
        uint64 drawn = line.drawn + uint64(amount);
        require(drawn <= line.limit, "over the limit");
        line.drawn = drawn;
        emit Drawn(msg.sender, amount);
        require(token.transfer(msg.sender, amount), "transfer refused");
    }

    function repay(uint64 amount) external {
        lines[msg.sender].drawn -= amount;
        require(token.transferFrom(msg.sender, address(this), amount), "transfer refused");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract CoopCreditLine {
    IERC20 public immutable token;
    address public immutable board = msg.sender;
    mapping(address => uint64) public limitOf;
    mapping(address => uint64) public drawnBy;

    constructor(IERC20 creditToken) {
        require(address(creditToken) != address(0), "no token");
        token = creditToken;
    }

    function setLimit(address member, uint64 limit) external {
        require(msg.sender == board && member != address(0), "not allowed");
        limitOf[member] = limit;
    }

    function draw(uint256 amount) external {
        uint256 next = uint256(drawnBy[msg.sender]) + amount;
        require(next <= limitOf[msg.sender], "over the limit");
        drawnBy[msg.sender] = uint64(next);
        require(token.transfer(msg.sender, amount), "transfer refused");
    }

    function repay(uint256 amount) external {
        uint256 left = uint256(drawnBy[msg.sender]) - amount;
        drawnBy[msg.sender] = uint64(left);
        require(token.transferFrom(msg.sender, address(this), amount), "transfer refused");
    }
}

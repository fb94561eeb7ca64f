// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IToken {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract ToyLibrary {
    address public immutable librarian;
    IToken public immutable currency;
    uint256 public constant DEPOSIT = 15e18;
    mapping(uint256 toy => address family) public lentTo;

    event Lent(uint256 indexed toy, address indexed family);
    event Returned(uint256 indexed toy, address indexed family);

    constructor(IToken depositToken) {
        require(address(depositToken) != address(0), "no currency");
        librarian = msg.sender;
        currency = depositToken;
    }

    function lend(uint256 toy) external {
        require(lentTo[toy] == address(0), "toy is out");
        lentTo[toy] = msg.sender;
        emit Lent(toy, msg.sender);
        require(currency.transferFrom(msg.sender, address(this), DEPOSIT), "no deposit");
    }

    function takeIn(uint256 toy) external {
        address family = lentTo[toy];
        require(msg.sender == librarian && family != address(0), "cannot take in");
        delete lentTo[toy];
        emit Returned(toy, family);
        require(currency.transfer(family, DEPOSIT), "deposit stuck");
    }

    function sendStray(IToken token, address to) external { // !weak unprotected-withdrawal
        uint256 amount = token.balanceOf(address(this));
        require(token.transfer(to, amount), "transfer failed");
    }
}

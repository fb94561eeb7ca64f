// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ICoin {
    function approve(address spender, uint256 amount) external returns (bool);
    function balanceOf(address owner) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract PicnicBasket {
    ICoin public immutable coin;
    address public immutable host;
    mapping(address => bool) public listed;

    error OrderFailed(address stall);

    event Filled(address indexed customer, address indexed stall, uint256 returned);

    constructor(ICoin coin_) {
        coin = coin_;
        host = msg.sender;
    }

    function list(address stall, bool open) external {
        require(msg.sender == host && stall != address(coin), "not possible");
        listed[stall] = open;
    }

    function fill(address stall, uint256 budget, bytes calldata order) external {
        require(listed[stall], "no such stall");
        uint256 before = coin.balanceOf(address(this));
        require(coin.transferFrom(msg.sender, address(this), budget), "no coins came");
        require(coin.approve(stall, budget), "no approval");
        (bool done, ) = stall.call(order);
        if (!done) revert OrderFailed(stall);
        require(coin.approve(stall, 0), "approval stays");
        uint256 rest = coin.balanceOf(address(this)) - before;
        emit Filled(msg.sender, stall, rest);
        require(coin.transfer(msg.sender, rest), "no coins went");
    }
}

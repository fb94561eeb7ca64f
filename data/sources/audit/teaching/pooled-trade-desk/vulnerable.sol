// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IAdapter {
    function swap(IERC20 sold, IERC20 bought, uint256 amount) external;
}

contract TradeDesk {
    mapping(address => mapping(IERC20 => uint256)) public stock;
    bool private entered;

    modifier once() {
        require(!entered, "busy");
        entered = true;
        _;
        entered = false;
    }

    function put(IERC20 token, uint256 amount) external once {
        uint256 before = token.balanceOf(address(this));
        require(token.transferFrom(msg.sender, address(this), amount), "deposit failed");
        stock[msg.sender][token] += token.balanceOf(address(this)) - before;
    }

    function take(IERC20 token, uint256 amount) external once {
        stock[msg.sender][token] -= amount;
        require(token.transfer(msg.sender, amount), "payment failed");
    }

    function trade(address adapter, IERC20 sold, IERC20 bought, uint256 amount, uint256 least) external once {
        stock[msg.sender][sold] -= amount;
        uint256 before = bought.balanceOf(address(this));
        bytes memory order = abi.encodeCall(IAdapter.swap, (sold, bought, amount));
        (bool ok, ) = adapter.delegatecall(order); // !weak untrusted-delegatecall
        require(ok, "adapter failed");
        uint256 got = bought.balanceOf(address(this)) - before;
        require(got >= least, "too little");
        stock[msg.sender][bought] += got;
    }
}

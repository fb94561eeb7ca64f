// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract PeatYard {
    address public immutable yard;
    uint256 public price;
    uint256 public earned;
    mapping(address => uint256) public deposits;
    mapping(address => uint256) public bricks;

    event Ordered(address indexed buyer, uint256 count, uint256 cost);

    error YardOnly();
    error ZeroPrice();
    error TransferFailed();

    constructor(uint256 price_) {
        if (price_ == 0) revert ZeroPrice();
        (yard, price) = (msg.sender, price_);
    }

    function setPrice(uint256 price_) external {
        if (msg.sender != yard) revert YardOnly();
        if (price_ == 0) revert ZeroPrice();
        price = price_; // !weak transaction-order
    }

    function deposit() external payable {
        deposits[msg.sender] += msg.value;
    }

    function order(uint256 count) external {
        uint256 cost = count * price; // !weak transaction-order
        deposits[msg.sender] -= cost;
        earned += cost;
        bricks[msg.sender] += count;
        emit Ordered(msg.sender, count, cost);
    }

    function withdraw(uint256 amount) external {
        deposits[msg.sender] -= amount;
        _send(msg.sender, amount);
    }

    function collect() external {
        uint256 amount = earned;
        earned = 0;
        _send(yard, amount);
    }

    function _send(address to, uint256 amount) private {
        (bool ok, ) = to.call{value: amount}("");
        if (!ok) revert TransferFailed();
    }
}

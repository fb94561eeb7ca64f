// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract PeatYard {
    address public immutable yard;
    uint256 public price;
    mapping(address => uint256) public bricks;

    event Ordered(address indexed buyer, uint256 count, uint256 cost);

    error YardOnly();
    error ZeroPrice();
    error PaymentMismatch(uint256 cost);
    error TransferFailed();

    modifier onlyYard() {
        if (msg.sender != yard) revert YardOnly();
        _;
    }

    constructor(uint256 price_) {
        if (price_ == 0) revert ZeroPrice();
        (yard, price) = (msg.sender, price_);
    }

    function order(uint256 count) external payable {
        uint256 cost = count * price;
        if (count == 0 || msg.value != cost) revert PaymentMismatch(cost);
        bricks[msg.sender] += count;
        emit Ordered(msg.sender, count, cost);
    }

    function setPrice(uint256 price_) external onlyYard {
        if (price_ == 0) revert ZeroPrice();
        price = price_;
    }

    function collect() external onlyYard {
        (bool ok, ) = yard.call{value: address(this).balance}("");
        if (!ok) revert TransferFailed();
    }
}

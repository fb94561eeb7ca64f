// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ConcertHall {
    enum Status { OnSale, CalledOff, Played }

    address payable public immutable promoter;
    uint256 public immutable price;
    uint256 public immutable capacity;
    Status public status;
    uint256 public sold;
    mapping(uint256 seat => address) public holderOf;

    constructor(uint256 seatPrice, uint256 seats) {
        require(seatPrice > 0 && seats > 0, "empty offer");
        promoter = payable(msg.sender);
        price = seatPrice;
        capacity = seats;
    }

    function buy(uint256 seat) external payable {
        require(status == Status.OnSale && seat < capacity, "not on sale");
        require(holderOf[seat] == address(0), "seat is taken");
        require(msg.value == price, "wrong price");
        holderOf[seat] = msg.sender;
        sold += 1;
    }

    function callOff() external {
        require(msg.sender == promoter && status == Status.OnSale, "cannot call off");
        status = Status.CalledOff;
    }

    function play() external {
        require(msg.sender == promoter && status == Status.OnSale, "cannot play");
        status = Status.Played;
        (bool ok, ) = promoter.call{value: sold * price}("");
        require(ok, "takings refused");
    }

    function refund(uint256 seat) external {
        require(status == Status.CalledOff, "no refunds");
        require(holderOf[seat] != address(0), "seat was not sold");
        delete holderOf[seat];
        (bool ok, ) = payable(msg.sender).call{value: price}(""); // !weak unprotected-withdrawal
        require(ok, "refund refused");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IPriceListener {
    function onPrice(uint256 price, uint64 round) external;
}

contract PriceBoard {
    uint256 public constant SEATS = 8;

    address public immutable reporter;
    uint256 public price;
    uint64 public round;
    IPriceListener[] public listeners;

    event Reported(uint64 indexed round, uint256 price);

    error NotReporter();
    error BoardFull();
    error NoPrice();

    modifier onlyReporter() {
        if (msg.sender != reporter) revert NotReporter();
        _;
    }

    constructor() {
        reporter = msg.sender;
    }

    function seat(IPriceListener listener) external onlyReporter {
        if (listeners.length == SEATS) revert BoardFull();
        require(address(listener).code.length > 0, "no code");
        listeners.push(listener);
    }

    function report(uint256 newPrice, uint8[] calldata places) external onlyReporter {
        if (newPrice == 0) revert NoPrice();
        price = newPrice;
        round += 1;
        emit Reported(round, newPrice);
        for (uint256 i = 0; i < places.length; i++) {
            listeners[places[i]].onPrice(newPrice, round);
        }
    }
}

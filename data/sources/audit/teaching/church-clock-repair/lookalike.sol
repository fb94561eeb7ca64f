// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract ClockRepair {
    uint256 public constant GIFT = 1 ether;
    uint256 public constant PLACES = 20;

    address payable public immutable clockmaker;
    uint256 public gifts;
    bool public paid;
    mapping(address => bool) public hasGiven;

    constructor(address payable maker) {
        require(maker != address(0), "no clockmaker");
        clockmaker = maker;
    }

    function give() external payable {
        require(gifts < PLACES, "collection over");
        require(msg.value == GIFT && !hasGiven[msg.sender], "one ether each");
        hasGiven[msg.sender] = true;
        gifts += 1;
    }

    function takeBack() external {
        require(gifts < PLACES && hasGiven[msg.sender], "nothing to take");
        hasGiven[msg.sender] = false;
        gifts -= 1;
        (bool ok, ) = msg.sender.call{value: GIFT}("");
        require(ok, "not taken");
    }

    function payClockmaker() external {
        require(gifts == PLACES && msg.sender == clockmaker && !paid, "not due");
        paid = true;
        (bool ok, ) = clockmaker.call{value: address(this).balance}("");
        require(ok, "not taken");
    }
}

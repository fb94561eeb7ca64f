// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract FerryTickets {
    uint256 public constant PRICE = 0.05 ether;
    uint256 public seatsLeft = 320;
    address public captain;
    mapping(address => uint256) public ticketsOf;

    event Sold(address indexed passenger, uint256 count);

    constructor() public {
        captain = msg.sender;
    }

    function buy(uint256 count) external payable {
        require(count > 0 && count <= seatsLeft);
        require(msg.value == count * PRICE);
        seatsLeft -= count;
        ticketsOf[msg.sender] += count;
        emit Sold(msg.sender, count);
    }

    function board(address passenger, uint256 count) external {
        require(msg.sender == captain && ticketsOf[passenger] >= count);
        ticketsOf[passenger] -= count;
        require(msg.sender.call.value(count * PRICE)());
    }
}

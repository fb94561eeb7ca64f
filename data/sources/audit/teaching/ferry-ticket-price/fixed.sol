// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract FerryTickets {
    uint256 public constant PRICE = 0.05 ether;
    address public captain;
    uint256 public earned;
    mapping(address => uint256) public ticketsOf;

    event Sold(address indexed passenger, uint256 count);
    event Boarded(address indexed passenger, uint256 count);

    constructor() public {
        captain = msg.sender;
    }

    function buy(uint256 count) external payable {
        require(count > 0 && msg.value == total(count));
        ticketsOf[msg.sender] += count;
        emit Sold(msg.sender, count);
    }

    function giveBack(uint256 count) external {
        require(ticketsOf[msg.sender] >= count);
        ticketsOf[msg.sender] -= count;
        require(msg.sender.call.value(total(count))());
    }

    function board(address passenger, uint256 count) external {
        require(msg.sender == captain && ticketsOf[passenger] >= count);
        ticketsOf[passenger] -= count;
        earned += total(count);
        emit Boarded(passenger, count);
    }

    function collect() external {
        require(msg.sender == captain);
        uint256 amount = earned;
        earned = 0;
        require(msg.sender.call.value(amount)());
    }

    function total(uint256 count) public pure returns (uint256) {
        uint256 price = count * PRICE;
        require(price / PRICE == count);
        return price;
    }
}

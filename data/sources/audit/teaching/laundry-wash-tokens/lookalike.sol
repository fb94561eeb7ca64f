// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract WashHouse {
    uint256 public constant TOKEN_PRICE = 20 finney;

    address public caretaker;
    uint256 public takings;
    mapping(address => uint256) public tokensOf;

    event Started(address indexed tenant, uint8 machine, uint8 count);

    modifier holding(uint256 count) {
        require(tokensOf[msg.sender] >= count);
        _;
    }

    constructor() public {
        caretaker = msg.sender;
    }

    function start(uint8 machine, uint8 count) external holding(count) {
        require(machine < 6 && count > 0);
        tokensOf[msg.sender] -= count;
        takings += count * TOKEN_PRICE;
        emit Started(msg.sender, machine, count);
    }

    function () external payable {
        require(msg.value > 0 && msg.value % TOKEN_PRICE == 0);
        tokensOf[msg.sender] += msg.value / TOKEN_PRICE;
    }

    function giveBack(uint64 count) external holding(count) {
        tokensOf[msg.sender] -= count;
        require(msg.sender.call.value(count * TOKEN_PRICE)());
    }

    function collect() external {
        require(msg.sender == caretaker);
        uint256 amount = takings;
        takings = 0;
        require(caretaker.call.value(amount)());
    }
}

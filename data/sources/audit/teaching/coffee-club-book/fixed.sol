// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CoffeeClub {
    uint256 public constant CUP = 0.001 ether;
    address public immutable barista;
    mapping(bytes32 key => uint256 value) public book;

    constructor(address owner) {
        require(owner != address(0), "no barista");
        barista = owner;
    }

    function note(bytes32 topic, uint256 value) external {
        book[keccak256(abi.encode("note", msg.sender, topic))] = value;
    }

    function drink(uint256 cups) external {
        book[creditKey(msg.sender)] -= cups * CUP;
        book[creditKey(barista)] += cups * CUP;
    }

    function topUp() external payable {
        book[creditKey(msg.sender)] += msg.value;
    }

    function cashOut(uint256 amount) external {
        book[creditKey(msg.sender)] -= amount;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "payment refused");
    }

    function creditKey(address account) public pure returns (bytes32) {
        return keccak256(abi.encode("credit", account));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CoffeeClub {
    enum Kind { Credit, Note }

    uint256 public constant CUP = 0.001 ether;
    address public immutable barista;
    mapping(bytes32 key => uint256 value) public book;

    constructor(address owner) {
        require(owner != address(0), "no barista");
        barista = owner;
    }

    function note(bytes32 topic, uint256 value) external {
        book[keyOf(Kind.Note, msg.sender, topic)] = value;
    }

    function drink(uint256 cups) external {
        book[keyOf(Kind.Credit, msg.sender, 0)] -= cups * CUP;
        book[keyOf(Kind.Credit, barista, 0)] += cups * CUP;
    }

    function topUp() external payable {
        book[keyOf(Kind.Credit, msg.sender, 0)] += msg.value;
    }

    function cashOut(uint256 amount) external {
        book[keyOf(Kind.Credit, msg.sender, 0)] -= amount;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "payment refused");
    }

    function keyOf(Kind kind, address account, bytes32 topic) public pure returns (bytes32) {
        return keccak256(abi.encode(kind, account, topic));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IMemberBook {
    function isActive(address member) external view returns (bool);
}

contract GiftCardLedger {
    IMemberBook public immutable members;
    mapping(address => uint256) public creditOf;

    constructor(IMemberBook book) {
        require(address(book) != address(0), "no book");
        members = book;
    }

    function load(address holder) external payable {
        require(holder != address(0), "no holder");
        creditOf[holder] += msg.value;
    }

    function give(address friend, uint256 amount) external {
        require(members.isActive(friend), "friend is not a member");
        creditOf[msg.sender] -= amount;
        creditOf[friend] += amount;
    }

    function cashOut() external {
        uint256 amount = creditOf[msg.sender];
        require(members.isActive(msg.sender) && amount > 0, "nothing to cash");
        creditOf[msg.sender] = 0;
        (bool paid, ) = payable(msg.sender).call{value: amount}("");
        require(paid, "payout failed");
    }
}

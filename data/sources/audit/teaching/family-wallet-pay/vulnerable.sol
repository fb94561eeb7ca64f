// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract FamilyWallet {
    address public parent;
    address public nextParent;

    event Received(address indexed from, uint256 amount);
    event Paid(address indexed to, uint256 amount, string note);
    event ParentChanged(address indexed parent);

    constructor() payable {
        parent = msg.sender;
    }

    receive() external payable {
        emit Received(msg.sender, msg.value);
    }

    function pay(address payable to, uint256 amount, string calldata note) external {
        require(tx.origin == parent, "parent only"); // !weak tx-origin-auth
        require(to != address(0), "no receiver");
        emit Paid(to, amount, note);
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "payment failed");
    }

    function offerWallet(address candidate) external {
        require(msg.sender == parent, "parent only");
        require(candidate != address(0), "no candidate");
        nextParent = candidate;
    }

    function takeWallet() external {
        require(msg.sender == nextParent, "not offered");
        parent = nextParent;
        nextParent = address(0);
        emit ParentChanged(parent);
    }
}

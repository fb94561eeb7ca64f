// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract FamilyWallet {
    error NotParent(address caller);
    error CallerIsContract();

    address public immutable parent;
    mapping(address => uint256) public pocketMoney;

    constructor(address parentAccount) payable {
        require(parentAccount != address(0), "no parent");
        parent = parentAccount;
    }

    receive() external payable {}

    function grant(address child, uint256 amount) external {
        if (msg.sender != parent) revert NotParent(msg.sender);
        require(child != address(0), "no child");
        pocketMoney[child] = amount;
    }

    function spend(address payable shop, uint256 amount) external {
        if (tx.origin != msg.sender) revert CallerIsContract();
        require(shop != address(0), "no shop");
        pocketMoney[msg.sender] -= amount;
        (bool ok, ) = shop.call{value: amount}("");
        require(ok, "payment failed");
    }
}

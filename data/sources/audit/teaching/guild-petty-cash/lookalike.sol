// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract GuildPurse {
    address public immutable treasurer;
    mapping(address => uint256) public budgetOf;

    event Received(address indexed from, uint256 amount);
    event Spent(address indexed by, address indexed payee, uint256 amount, bytes32 memo);

    error NotTreasurer();
    error NoPayee();
    error OverBudget(uint256 left);
    error PaymentRefused(address payee);

    constructor() {
        treasurer = msg.sender;
    }

    receive() external payable {
        emit Received(msg.sender, msg.value);
    }

    function endow(address clerk, uint256 amount) external {
        if (msg.sender != treasurer) revert NotTreasurer();
        budgetOf[clerk] += amount;
    }

    function spend(address payable payee, uint256 amount, bytes32 memo) external {
        uint256 left = budgetOf[msg.sender];
        if (amount == 0 || amount > left) revert OverBudget(left);
        if (payee == address(0)) revert NoPayee();
        budgetOf[msg.sender] = left - amount;
        emit Spent(msg.sender, payee, amount, memo);
        (bool ok, ) = payee.call{value: amount}("");
        if (!ok) revert PaymentRefused(payee);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TripCredits {
    struct Budget {
        address holder;
        address spender;
        uint256 left;
    }

    address public immutable agency;
    mapping(address => uint256) public balanceOf;
    mapping(uint256 => Budget) public budgets;
    uint256 public budgetCount;

    event Transfer(address indexed from, address indexed to, uint256 amount);
    event BudgetOpened(uint256 indexed id, address indexed holder, address indexed spender, uint256 amount);
    event BudgetClosed(uint256 indexed id, uint256 unspent);

    constructor() {
        agency = msg.sender;
    }

    function sell(address traveller, uint256 amount) external {
        require(msg.sender == agency, "agency only");
        require(traveller != address(0), "traveller");
        balanceOf[traveller] += amount;
        emit Transfer(address(0), traveller, amount);
    }

    function approve(address spender, uint256 amount) external returns (uint256 id) {
        require(spender != address(0), "spender");
        balanceOf[msg.sender] -= amount;
        id = ++budgetCount;
        budgets[id] = Budget(msg.sender, spender, amount);
        emit BudgetOpened(id, msg.sender, spender, amount);
    }

    function spend(uint256 id, address to, uint256 amount) external {
        Budget storage budget = budgets[id];
        require(budget.spender == msg.sender && to != address(0), "spender only");
        budget.left -= amount;
        balanceOf[to] += amount;
        emit Transfer(budget.holder, to, amount);
    }

    function close(uint256 id) external {
        Budget memory budget = budgets[id];
        require(budget.holder == msg.sender, "holder only");
        delete budgets[id];
        balanceOf[msg.sender] += budget.left;
        emit BudgetClosed(id, budget.left);
    }
}

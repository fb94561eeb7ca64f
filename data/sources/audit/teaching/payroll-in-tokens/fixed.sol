// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
}

interface ITwapQuoter {
    function quote(address base, address target, uint256 amount, uint32 window) external view returns (uint256);
}

contract PayrollDesk {
    struct Contract {
        uint256 monthlyUsd;
        uint256 paidThrough;
    }

    uint256 public constant MONTH = 30 days;
    uint32 public constant WINDOW = 12 hours;

    address public immutable employer;
    ITwapQuoter public immutable quoter;
    IERC20 public immutable usd;
    IERC20 public immutable equity;
    mapping(address => Contract) public staff;

    event Paid(address indexed employee, uint256 usdAmount, uint256 equityAmount);

    constructor(ITwapQuoter quoter_, IERC20 usd_, IERC20 equity_) {
        require(address(quoter_) != address(0), "quoter");
        employer = msg.sender;
        quoter = quoter_;
        usd = usd_;
        equity = equity_;
    }

    function hire(address employee, uint256 monthlyUsd) external {
        require(msg.sender == employer && employee != address(0), "employer only");
        staff[employee] = Contract(monthlyUsd, block.timestamp);
    }

    function claim() external {
        Contract storage terms = staff[msg.sender];
        require(terms.monthlyUsd > 0 && block.timestamp >= terms.paidThrough + MONTH, "not due");
        terms.paidThrough += MONTH;
        uint256 amount = equityFor(terms.monthlyUsd);
        emit Paid(msg.sender, terms.monthlyUsd, amount);
        require(equity.transfer(msg.sender, amount), "payment failed");
    }

    function equityFor(uint256 usdAmount) public view returns (uint256) {
        return quoter.quote(address(usd), address(equity), usdAmount, WINDOW);
    }
}

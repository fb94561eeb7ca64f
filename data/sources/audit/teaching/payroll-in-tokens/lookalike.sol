// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
}

interface IEquityFeed {
    function latest() external view returns (uint256 usdPerShare, uint256 updatedAt);
}

contract PayrollDesk {
    uint256 public constant MONTH = 30 days;

    address public immutable employer;
    address public immutable pool;
    IERC20 public immutable usd;
    IERC20 public immutable equity;
    IEquityFeed public immutable feed;
    mapping(address => uint256) public monthlyUsd;
    mapping(address => uint256) public paidThrough;

    constructor(address pool_, IERC20 usd_, IERC20 equity_, IEquityFeed feed_) {
        require(pool_ != address(0) && address(feed_) != address(0), "sources");
        employer = msg.sender;
        pool = pool_;
        usd = usd_;
        equity = equity_;
        feed = feed_;
    }

    function hire(address employee, uint256 usdAmount) external {
        require(msg.sender == employer && employee != address(0), "employer only");
        monthlyUsd[employee] = usdAmount;
        paidThrough[employee] = block.timestamp;
    }

    function claim() external {
        uint256 due = monthlyUsd[msg.sender];
        require(due > 0 && block.timestamp >= paidThrough[msg.sender] + MONTH, "not due");
        paidThrough[msg.sender] += MONTH;
        (uint256 price, uint256 updatedAt) = feed.latest();
        require(price > 0 && block.timestamp - updatedAt <= 1 days, "price unavailable");
        uint256 spot = (usd.balanceOf(pool) * 1e18) / equity.balanceOf(pool);
        uint256 gap = spot > price ? spot - price : price - spot;
        require(gap * 100 <= price * 5, "market unsettled");
        require(equity.transfer(msg.sender, (due * 1e18) / price), "payment failed");
    }
}

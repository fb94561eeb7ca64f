// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

interface IStablePool {
    function position(address account) external view returns (uint256);
    function quoteExit(uint256 position) external view returns (uint256);
    function enter(uint256 amount, uint256 minPosition) external returns (uint256);
}

interface IPriceFeed {
    function latest() external view returns (uint256 pricePerPosition, uint256 setAtBlock);
}

contract YieldVault {
    uint256 private constant OFFSET = 1e6;
    uint256 private constant MAX_AGE = 300;

    IERC20 public immutable asset;
    IStablePool public immutable pool;
    IPriceFeed public immutable feed;
    address public immutable keeper;
    uint256 public idle;
    uint256 public totalShares;
    mapping(address => uint256) public shares;

    constructor(IERC20 asset_, IStablePool pool_, IPriceFeed feed_) {
        feed = feed_;
        asset = asset_;
        pool = pool_;
        keeper = msg.sender;
    }

    function totalValue() public view returns (uint256) {
        uint256 held = pool.position(address(this));
        uint256 quoted = pool.quoteExit(held);
        (uint256 price, uint256 setAtBlock) = feed.latest();
        uint256 expected = (held * price) / 1e18;
        require(block.number <= setAtBlock + MAX_AGE, "old price");
        require(quoted * 1000 >= expected * 999 && quoted * 1000 <= expected * 1001, "pool is off");
        return idle + quoted;
    }

    function deposit(uint256 amount, uint256 minShares) external returns (uint256 minted) {
        minted = (amount * (totalShares + OFFSET)) / (totalValue() + 1);
        require(minted > 0 && minted >= minShares, "too few shares");
        idle += amount;
        totalShares += minted;
        shares[msg.sender] += minted;
        require(asset.transferFrom(msg.sender, address(this), amount), "pull failed");
    }

    function withdraw(uint256 burned, uint256 minAmount) external returns (uint256 amount) {
        amount = (burned * (totalValue() + 1)) / (totalShares + OFFSET);
        require(amount >= minAmount, "too little");
        shares[msg.sender] -= burned;
        totalShares -= burned;
        idle -= amount;
        require(asset.transfer(msg.sender, amount), "push failed");
    }

    function invest(uint256 amount, uint256 minPosition) external {
        require(msg.sender == keeper && minPosition > 0, "keeper with a bound only");
        idle -= amount;
        require(asset.transfer(address(pool), amount), "push failed");
        require(pool.enter(amount, minPosition) >= minPosition, "entered too low");
    }
}

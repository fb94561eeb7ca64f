// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ICoin {
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IRate {
    function latest() external view returns (uint256 coinsPerDollar, uint256 updatedAt);
}

contract NightTrain {
    uint256 public constant FARE = 38e18;
    address public immutable railway = msg.sender;
    ICoin public immutable coin;
    IRate public immutable rate;
    mapping(uint256 => address[48]) private berths;

    constructor(ICoin coin_, IRate rate_) {
        require(address(coin_) != address(0) && address(rate_) != address(0), "setup");
        coin = coin_;
        rate = rate_;
    }

    function passengerOf(uint256 trip, uint256 berth) external view returns (address) {
        return berths[trip][berth];
    }

    function book(uint256 trip, uint256 berth, uint256 most) external {
        require(trip > block.timestamp / 1 days && berths[trip][berth] == address(0), "not free");
        (uint256 coinsPerDollar, uint256 updatedAt) = rate.latest();
        require(coinsPerDollar > 0 && block.timestamp - updatedAt <= 1 days, "no rate today");
        uint256 price = (FARE * coinsPerDollar) / 1e18;
        require(price <= most, "above your limit");
        berths[trip][berth] = msg.sender;
        require(coin.transferFrom(msg.sender, railway, price), "payment failed");
    }
}

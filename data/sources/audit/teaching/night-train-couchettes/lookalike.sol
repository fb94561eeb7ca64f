// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ICoin {
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IRouter {
    function getAmountsOut(uint256 amountIn, address[] calldata path) external view returns (uint256[] memory);
}

contract NightTrain {
    address public immutable railway = msg.sender;
    ICoin public immutable coin;
    IRouter public immutable router;
    address private immutable dollar;
    uint256 public tariff;
    mapping(uint256 => address[48]) private berths;

    constructor(ICoin coin_, address dollar_, IRouter router_, uint256 tariff_) {
        require(address(coin_) != address(0) && dollar_ != address(0) && address(router_) != address(0), "setup");
        require(tariff_ > 0, "tariff");
        (coin, dollar, router, tariff) = (coin_, dollar_, router_, tariff_);
    }

    function post(uint256 tariff_) external {
        require(msg.sender == railway && tariff_ > 0, "railway only");
        tariff = tariff_;
    }

    function book(uint256 trip, uint256 berth, uint256 most) external {
        require(trip > block.timestamp / 1 days && berths[trip][berth] == address(0), "not free");
        require(tariff <= most, "above your limit");
        berths[trip][berth] = msg.sender;
        require(coin.transferFrom(msg.sender, railway, tariff), "payment failed");
    }

    function tariffInDollars() external view returns (uint256) {
        address[] memory route = new address[](2);
        (route[0], route[1]) = (address(coin), dollar);
        return router.getAmountsOut(tariff, route)[1];
    }

    function passengerOf(uint256 trip, uint256 berth) external view returns (address) {
        return berths[trip][berth];
    }
}

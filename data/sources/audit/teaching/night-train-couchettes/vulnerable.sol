// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ICoin {
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IRouter {
    function getAmountsIn(uint256 amountOut, address[] calldata path) external view returns (uint256[] memory);
}

contract NightTrain {
    uint256 public constant FARE = 38e18;
    address public immutable railway = msg.sender;
    ICoin public immutable coin;
    IRouter public immutable router;
    address[] private route;
    mapping(uint256 => address[48]) private berths;

    constructor(ICoin coin_, address dollar, IRouter router_) {
        require(address(coin_) != address(0) && dollar != address(0) && address(router_) != address(0), "setup");
        coin = coin_;
        router = router_;
        route = [address(coin_), dollar];
    }

    function passengerOf(uint256 trip, uint256 berth) external view returns (address) {
        return berths[trip][berth];
    }

    function book(uint256 trip, uint256 berth, uint256 most) external {
        require(trip > block.timestamp / 1 days && berths[trip][berth] == address(0), "not free");
        uint256 price = router.getAmountsIn(FARE, route)[0]; // !weak price-oracle-manipulation
        require(price <= most, "above your limit");
        berths[trip][berth] = msg.sender;
        require(coin.transferFrom(msg.sender, railway, price), "payment failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ICoin {
    function approve(address spender, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface ISwapRouter {
    struct Order {
        address tokenIn;
        address tokenOut;
        uint24 fee;
        address recipient;
        uint256 deadline;
        uint256 amountIn;
        uint256 amountOutMinimum;
        uint160 sqrtPriceLimitX96;
    }
    function exactInputSingle(Order calldata order) external payable returns (uint256 amountOut);
}

contract PuppetTheatre {
    ISwapRouter public immutable router;
    ICoin public immutable coin;
    ICoin public immutable euro;
    address public immutable treasurer = msg.sender;
    mapping(address => uint256) public tickets;

    constructor(ISwapRouter router_, ICoin coin_, ICoin euro_) {
        (router, coin, euro) = (router_, coin_, euro_);
    }

    function book(uint256 count) external {
        tickets[msg.sender] += count;
        require(coin.transferFrom(msg.sender, address(this), count * 12e18), "not paid");
    }

    function changeTakings(uint256 amount, uint256 deadline) external {
        require(msg.sender == treasurer, "treasurer only");
        require(coin.approve(address(router), amount), "no approval");
        uint256 least = 0; // !weak missing-slippage-check
        router.exactInputSingle(
            ISwapRouter.Order(address(coin), address(euro), 3000, treasurer, deadline, amount, least, 0)
        );
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ICoin {
    function approve(address spender, uint256 amount) external returns (bool);
    function balanceOf(address owner) external view returns (uint256);
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

contract PuppetTheatreChange {
    ISwapRouter private immutable router;
    ICoin private immutable coin;
    ICoin private immutable euro;
    address private immutable treasurer;

    error TooFewEuros(uint256 got);

    constructor(ISwapRouter router_, ICoin coin_, ICoin euro_, address treasurer_) {
        (router, coin, euro, treasurer) = (router_, coin_, euro_, treasurer_);
    }

    function changeTakings(uint256 amount, uint256 least, uint256 deadline) external {
        require(msg.sender == treasurer, "treasurer only");
        uint256 before = euro.balanceOf(treasurer);
        require(coin.approve(address(router), amount), "no approval");
        router.exactInputSingle(
            ISwapRouter.Order(address(coin), address(euro), 500, treasurer, deadline, amount, 0, 0)
        );
        uint256 got = euro.balanceOf(treasurer) - before;
        if (got < least) revert TooFewEuros(got);
    }
}

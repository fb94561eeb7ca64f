// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

interface IPool {
    function swap(address receiver, bool zeroForOne, uint256 amountIn, bytes calldata data) external;
}

interface IPoolFactory {
    function poolOf(address first, address second, uint24 fee) external view returns (address);
}

contract RouteRunner {
    address private constant NONE = address(1);

    IPoolFactory public immutable factory;
    address private activePool = NONE;
    address private activePayer = NONE;
    address private activeToken = NONE;
    uint256 private activeMost;

    constructor(IPoolFactory factory_) {
        factory = factory_;
    }

    struct Hop {
        address pool;
        address tokenIn;
        address tokenOut;
        uint24 fee;
    }

    function swap(Hop calldata hop, uint256 amountIn, uint256 minOut, address to) external {
        require(activePool == NONE && to != address(0), "busy or no receiver");
        uint256 before = IERC20(hop.tokenOut).balanceOf(to);
        (activePool, activePayer, activeToken, activeMost) = (hop.pool, msg.sender, hop.tokenIn, amountIn);
        IPool(hop.pool).swap(to, hop.tokenIn < hop.tokenOut, amountIn, "");
        require(activePool == NONE, "pool was not paid");
        require(IERC20(hop.tokenOut).balanceOf(to) >= before + minOut, "too little out");
    }

    function swapCallback(uint256 owed, bytes calldata) external {
        require(msg.sender == activePool, "not the pool");
        activePool = NONE;
        require(owed <= activeMost, "pool asks too much");
        require(IERC20(activeToken).transferFrom(activePayer, msg.sender, owed), "payment failed");
    }
}

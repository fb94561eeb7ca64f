// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IGoods {
    function transfer(address to, uint256 pieces) external returns (bool);
    function transferFrom(address from, address to, uint256 pieces) external returns (bool);
}

contract HoneyBarter {
    struct Rate {
        uint128 jars;
        uint128 blocks;
    }

    IGoods private immutable honey;
    IGoods private immutable wax;
    address private immutable keeper;
    Rate public rate = Rate(5, 2);

    error OddLot(uint256 jars);
    error MoveFailed();

    constructor(IGoods honey_, IGoods wax_) {
        honey = honey_;
        wax = wax_;
        keeper = msg.sender;
    }

    function barter(uint256 jars) external returns (uint256 blocks) {
        if (jars == 0 || jars % rate.jars != 0) revert OddLot(jars);
        blocks = (jars * rate.blocks) / rate.jars;
        if (!wax.transferFrom(msg.sender, keeper, blocks)) revert MoveFailed();
        if (!honey.transfer(msg.sender, jars)) revert MoveFailed();
    }

    function takeBack(uint256 jars) external {
        require(msg.sender == keeper, "keeper only");
        if (!honey.transfer(keeper, jars)) revert MoveFailed();
    }
}

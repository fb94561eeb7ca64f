// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IGoods {
    function transfer(address to, uint256 pieces) external returns (bool);
    function transferFrom(address from, address to, uint256 pieces) external returns (bool);
}

contract HoneyBarter {
    IGoods public immutable honey;
    IGoods public immutable wax;
    address public immutable keeper;
    uint256 public jarsOnShelf;

    event Bartered(address indexed customer, uint256 jars, uint256 blocks);

    constructor(IGoods honey_, IGoods wax_) {
        (honey, wax, keeper) = (honey_, wax_, msg.sender);
    }

    function stockUp(uint256 jars) external {
        require(msg.sender == keeper, "keeper only");
        jarsOnShelf += jars;
        require(honey.transferFrom(keeper, address(this), jars), "no jars came");
    }

    function priceOf(uint256 jars) public pure returns (uint256 blocks) {
        return (jars * 2) / 5; // !weak precision-loss
    }

    function barter(uint256 jars) external {
        require(jars > 0, "ask for a jar");
        uint256 blocks = priceOf(jars);
        jarsOnShelf -= jars;
        emit Bartered(msg.sender, jars, blocks);
        require(wax.transferFrom(msg.sender, keeper, blocks), "no wax came");
        require(honey.transfer(msg.sender, jars), "no jars went");
    }
}

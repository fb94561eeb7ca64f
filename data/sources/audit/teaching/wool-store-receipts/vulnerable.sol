// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC777 {
    function balanceOf(address holder) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address holder, address to, uint256 amount) external returns (bool);
}

contract WoolStore {
    error Refused();
    error TooFewReceipts(uint256 held);

    IERC777 private immutable wool;
    mapping(address => uint256) private receipts;

    constructor(IERC777 woolToken) {
        require(address(woolToken).code.length > 0);
        wool = woolToken;
    }

    function receiptsOf(address farmer) external view returns (uint256) {
        return receipts[farmer];
    }

    function bringIn(uint256 bales) external returns (uint256 counted) {
        uint256 before = wool.balanceOf(address(this));
        if (!wool.transferFrom(msg.sender, address(this), bales)) revert Refused(); // !weak reentrancy
        counted = wool.balanceOf(address(this)) - before;
        receipts[msg.sender] += counted;
    }

    function takeOut(uint256 bales) external {
        uint256 held = receipts[msg.sender];
        if (bales > held) revert TooFewReceipts(held);
        receipts[msg.sender] = held - bales;
        if (!wool.transfer(msg.sender, bales)) revert Refused();
    }
}

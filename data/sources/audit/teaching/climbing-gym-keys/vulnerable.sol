// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract ClimbingGymKeys {
    error DeskOnly();
    error KeyTaken(uint16 locker);
    error DepositRefused();

    address public immutable desk;
    IERC20 public immutable coin;
    uint256 public immutable deposit;
    mapping(uint16 => address) public holderOf;

    constructor(IERC20 coin_, uint256 deposit_) {
        require(address(coin_).code.length > 0 && deposit_ > 0, "bad setup");
        (desk, coin, deposit) = (msg.sender, coin_, deposit_);
    }

    function borrow(uint16 locker) external {
        if (holderOf[locker] != address(0)) revert KeyTaken(locker);
        holderOf[locker] = msg.sender;
        if (!coin.transferFrom(msg.sender, address(this), deposit)) revert DepositRefused();
    }

    function takeBack(uint16 locker) external {
        if (msg.sender != desk) revert DeskOnly();
        address climber = holderOf[locker];
        require(climber != address(0), "key is on its hook");
        holderOf[locker] = address(0);
        coin.transfer(climber, deposit); // !weak unchecked-return
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract ClimbingGymKeys {
    error KeyTaken(uint16 locker);
    error DepositRefused(bytes answer);

    address public immutable desk = msg.sender;
    address public immutable coin;
    uint256 public immutable deposit;
    mapping(uint16 => address) public holderOf;

    constructor(address coin_, uint256 deposit_) {
        require(coin_.code.length > 0 && deposit_ > 0, "bad setup");
        coin = coin_;
        deposit = deposit_;
    }

    function borrow(uint16 locker) external {
        if (holderOf[locker] != address(0)) revert KeyTaken(locker);
        holderOf[locker] = msg.sender;
        _move(abi.encodeCall(IERC20.transferFrom, (msg.sender, address(this), deposit)));
    }

    function takeBack(uint16 locker) external {
        require(msg.sender == desk, "desk only");
        address climber = holderOf[locker];
        require(climber != address(0), "key is on its hook");
        delete holderOf[locker];
        _move(abi.encodeCall(IERC20.transfer, (climber, deposit)));
    }

    function _move(bytes memory order) private returns (bytes memory answer) {
        bool done;
        (done, answer) = coin.call(order);
        if (!done || (answer.length != 0 && !abi.decode(answer, (bool)))) revert DepositRefused(answer);
    }
}

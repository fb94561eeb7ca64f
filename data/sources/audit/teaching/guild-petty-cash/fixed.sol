// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract GuildPurse {
    address public immutable treasurer;
    uint256 public immutable pettyLimit;
    mapping(address => bool) public isClerk;

    event Received(address indexed from, uint256 amount);
    event Spent(address indexed by, address indexed payee, uint256 amount, bytes32 memo);

    error NotTreasurer();
    error NotClerk();
    error NoPayee();
    error OverLimit();
    error PaymentRefused(address payee);

    constructor(uint256 limit) {
        treasurer = msg.sender;
        pettyLimit = limit;
    }

    receive() external payable {
        emit Received(msg.sender, msg.value);
    }

    function appoint(address clerk, bool active) external {
        if (msg.sender != treasurer) revert NotTreasurer();
        isClerk[clerk] = active;
    }

    function spend(address payable payee, uint256 amount, bytes32 memo) external {
        if (msg.sender != treasurer) {
            if (!isClerk[msg.sender]) revert NotClerk();
            if (amount > pettyLimit) revert OverLimit();
        }
        if (payee == address(0)) revert NoPayee();
        emit Spent(msg.sender, payee, amount, memo);
        (bool ok, ) = payee.call{value: amount}("");
        if (!ok) revert PaymentRefused(payee);
    }
}

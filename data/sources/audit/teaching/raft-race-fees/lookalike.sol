// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract RaftRace {
    bool public rowed;
    bool public stormy;
    address public steward;
    uint256 public fee;
    mapping(address => uint256) public paid;

    event Refunded(address indexed crew, uint256 amount);
    event RefundReturned(address indexed crew, uint256 amount);

    constructor(uint256 entryFee) public {
        require(entryFee > 0, "no fee");
        steward = msg.sender;
        fee = entryFee;
    }

    function enter() external payable {
        require(!rowed && !stormy && paid[msg.sender] == 0, "cannot enter");
        require(msg.value == fee, "pay the fee");
        paid[msg.sender] = fee;
    }

    function callOff() external {
        require(msg.sender == steward && !rowed, "not now");
        stormy = true;
    }

    function honour(address winner) external {
        require(msg.sender == steward && !rowed && !stormy, "not now");
        require(paid[winner] > 0, "not in the race");
        rowed = true;
        require(winner.call.value(address(this).balance)(), "prize refused");
    }

    function refund(address to) external {
        require(stormy && to != address(0) && paid[msg.sender] > 0, "no refund");
        uint256 amount = paid[msg.sender];
        paid[msg.sender] = 0;
        if (to.send(amount)) {
            emit Refunded(msg.sender, amount);
        } else {
            paid[msg.sender] = amount;
            emit RefundReturned(msg.sender, amount);
        }
    }
}

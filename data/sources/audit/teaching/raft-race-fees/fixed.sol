// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract RaftRace {
    enum Day { Open, Rowed, Stormy }

    Day public day;
    address public steward;
    uint256 public fee;
    mapping(address => uint256) public paid;

    event Refunded(address indexed crew, uint256 amount);

    modifier stewardOnOpenDay() {
        require(msg.sender == steward && day == Day.Open, "not now");
        _;
    }

    constructor(uint256 entryFee) public {
        require(entryFee > 0, "no fee");
        steward = msg.sender;
        fee = entryFee;
    }

    function enter() external payable {
        require(day == Day.Open && paid[msg.sender] == 0, "cannot enter");
        require(msg.value == fee, "pay the fee");
        paid[msg.sender] = fee;
    }

    function callOff() external stewardOnOpenDay {
        day = Day.Stormy;
    }

    function honour(address winner) external stewardOnOpenDay {
        require(paid[winner] > 0, "not in the race");
        day = Day.Rowed;
        require(winner.call.value(address(this).balance)(), "prize refused");
    }

    function refund(address crew) external {
        uint256 amount = paid[crew];
        require(day == Day.Stormy && amount > 0, "no refund");
        paid[crew] = 0;
        require(crew.call.value(amount)(), "refund refused");
        emit Refunded(crew, amount);
    }
}

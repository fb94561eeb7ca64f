// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract LaneHours {
    struct Slot {
        uint16 lanes;
        uint16 taken;
        bool settled;
    }

    uint256 public constant FEE = 0.004 ether;
    address public immutable attendant = msg.sender;
    mapping(uint256 => Slot) public slots;
    mapping(uint256 => mapping(address => uint16)) public held;

    error LanesTaken();

    function open(uint256 hour, uint16 lanes) external {
        require(msg.sender == attendant && slots[hour].lanes == 0, "cannot open");
        slots[hour].lanes = lanes;
    }

    function reserve(uint256 hour, uint16 count) external payable {
        require(block.timestamp < hour * 1 hours, "hour has begun");
        require(msg.value == FEE * count, "fee");
        Slot storage slot = slots[hour];
        slot.taken += count;
        held[hour][msg.sender] += count;
        if (slot.taken > slot.lanes) revert LanesTaken();
    }

    function cancel(uint256 hour, uint16 count) external {
        require(block.timestamp + 1 days < hour * 1 hours, "too late");
        held[hour][msg.sender] -= count;
        slots[hour].taken -= count;
        pay(msg.sender, FEE * count);
    }

    function settle(uint256 hour) external {
        Slot storage slot = slots[hour];
        require(block.timestamp >= hour * 1 hours && !slot.settled, "not due");
        slot.settled = true;
        pay(attendant, FEE * slot.taken);
    }

    function pay(address to, uint256 amount) private {
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "not paid");
    }
}

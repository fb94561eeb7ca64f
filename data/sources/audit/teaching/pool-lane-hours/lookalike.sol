// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract LaneHours {
    uint256 public constant FEE = 0.004 ether;
    address public immutable attendant;
    mapping(uint256 => uint256) public lanes;
    mapping(uint256 => uint256) public taken;
    mapping(uint256 => mapping(address => uint256)) public held;

    event Reserved(uint256 indexed hour, address indexed swimmer, uint256 count);

    error AttendantOnly();
    error AlreadyOpen();
    error HourBegun();
    error LanesTaken(uint256 left);
    error FeeMismatch();
    error NotPaid();

    constructor() {
        attendant = msg.sender;
    }

    function open(uint256 hour, uint256 count) external {
        if (msg.sender != attendant) revert AttendantOnly();
        if (lanes[hour] != 0) revert AlreadyOpen();
        lanes[hour] = count;
    }

    function reserve(uint256 hour, uint256 count) external payable {
        if (block.timestamp >= hour * 1 hours) revert HourBegun();
        uint256 left = lanes[hour] - taken[hour];
        if (count > left) revert LanesTaken(left);
        if (msg.value != FEE * count) revert FeeMismatch();
        taken[hour] += count;
        held[hour][msg.sender] += count;
        assert(taken[hour] <= lanes[hour]);
        emit Reserved(hour, msg.sender, count);
    }

    function collect() external {
        if (msg.sender != attendant) revert AttendantOnly();
        (bool ok, ) = attendant.call{value: address(this).balance}("");
        if (!ok) revert NotPaid();
    }
}

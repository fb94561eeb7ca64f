// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract FishCrateAuction {
    uint256 public constant LENGTH = 2 days;

    address public immutable seller;
    uint256 public immutable closesAt;
    address public leader;
    uint256 public highest;
    bool public settled;
    mapping(address => uint256) public owed;

    event Raised(address indexed bidder, uint256 amount, uint256 at);

    constructor(uint256 reserve) {
        require(reserve >= 1 gwei, "reserve too small");
        seller = msg.sender;
        highest = reserve;
        closesAt = block.timestamp + LENGTH;
    }

    function bid() external payable {
        require(block.timestamp < closesAt, "closed");
        require(msg.value >= highest + highest / 20, "raise too small");
        if (leader != address(0)) owed[leader] += highest;
        leader = msg.sender;
        highest = msg.value;
        emit Raised(msg.sender, msg.value, block.timestamp);
    }

    function settle() external {
        require(block.timestamp >= closesAt && !settled, "not yet");
        settled = true;
        if (leader != address(0)) owed[seller] += highest;
    }

    function collect() external {
        uint256 amount = owed[msg.sender];
        owed[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "collection failed");
    }
}

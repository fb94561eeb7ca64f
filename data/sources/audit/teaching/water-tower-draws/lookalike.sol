// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract WaterTower {
    uint256 public constant CAPACITY = 9_000;
    uint256 public constant INFLOW = 15;

    address public immutable warden;
    uint256 public level;
    uint256 public filledAt = block.number;
    mapping(address => uint256) public rations;

    constructor() {
        warden = msg.sender;
    }

    function setRation(address household, uint256 litres) external {
        require(msg.sender == warden, "warden only");
        rations[household] = litres;
    }

    function draw(uint256 litres) external {
        require(litres <= rations[msg.sender], "ration used up");
        uint256 height = level;
        for (uint256 at = filledAt; at < block.number && height < CAPACITY; at++) {
            height += INFLOW;
        }
        if (height > CAPACITY) height = CAPACITY;
        require(litres <= height, "tower too low");
        filledAt = block.number;
        level = height - litres;
        rations[msg.sender] -= litres;
    }
}

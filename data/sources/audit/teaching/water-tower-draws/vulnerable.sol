// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract WaterTower {
    uint256 public constant CAPACITY = 90_000;
    uint256 public constant INFLOW = 15;

    address public immutable warden;
    uint256 public level;
    uint256 public filledAt = block.number;
    mapping(address => uint256) public rations;

    event Drawn(address indexed household, uint256 litres, uint256 level);

    constructor() {
        warden = msg.sender;
    }

    function setRation(address household, uint256 litres) external {
        require(msg.sender == warden, "warden only");
        rations[household] = litres;
    }

    function draw(uint256 litres) external {
        require(litres <= rations[msg.sender], "ration used up");
        refill();
        require(litres <= level, "tower too low");
        rations[msg.sender] -= litres;
        level -= litres;
        emit Drawn(msg.sender, litres, level);
    }

    function refill() private {
        while (filledAt < block.number) { // !weak dos-gas-limit
            filledAt += 1;
            if (level < CAPACITY) level += INFLOW;
            if (level > CAPACITY) level = CAPACITY;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract HoneyCellar {
    address public beekeeper;
    uint64 public season;
    mapping(uint64 => mapping(address => uint256)) private shelves;

    event Stocked(uint64 season, address indexed holder, uint256 count);
    event Handed(address indexed from, address indexed to, uint256 count, address sentBy);

    constructor(address keeper) public {
        require(keeper != address(0), "no beekeeper");
        beekeeper = keeper;
    }

    function startSeason() external {
        require(msg.sender == beekeeper, "beekeeper only");
        season++;
    }

    function stock(address holder, uint32 count) external {
        require(msg.sender == beekeeper && holder != address(0), "beekeeper only");
        shelves[season][holder] += count;
        emit Stocked(season, holder, count);
    }

    function hand(uint64 year, address to, uint256 count) external {
        mapping(address => uint256) storage shelf = shelves[year];
        require(to != address(0) && shelf[msg.sender] >= count, "not enough jars");
        shelf[msg.sender] -= count;
        shelf[to] += count;
        emit Handed(msg.sender, to, count, tx.origin);
    }
}

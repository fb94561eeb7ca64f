// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IGrainToken {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract GrainElevator {
    IGrainToken public immutable grain;
    mapping(address farmer => uint256 bushels) public receipts;
    mapping(address farmer => mapping(address hauler => bool)) public mayHaul;

    event Stored(address indexed farmer, uint256 bushels);
    event Hauled(address indexed farmer, address indexed mill, uint256 bushels);

    constructor(IGrainToken token) {
        require(address(token).code.length > 0, "not a token");
        grain = token;
    }

    function store(uint256 bushels) external {
        receipts[msg.sender] += bushels;
        emit Stored(msg.sender, bushels);
        require(grain.transferFrom(msg.sender, address(this), bushels), "delivery failed");
    }

    function setHauler(address hauler, bool allowed) external {
        require(hauler != address(0), "no hauler");
        mayHaul[msg.sender][hauler] = allowed;
    }

    function haul(address farmer, address mill, uint256 bushels) external {
        require(msg.sender == farmer || mayHaul[farmer][msg.sender], "not your grain");
        require(mill != address(0), "no mill");
        require(receipts[farmer] >= bushels, "not enough stored");
        receipts[farmer] -= bushels;
        emit Hauled(farmer, mill, bushels);
        require(grain.transfer(mill, bushels), "haul failed");
    }
}

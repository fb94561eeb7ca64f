// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IGrainToken {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract GrainElevator {
    IGrainToken public immutable grain;
    mapping(address farmer => uint256 bushels) public receipts;

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

    function handTo(address buyer, uint256 bushels) external {
        require(buyer != address(0), "no buyer");
        receipts[msg.sender] -= bushels;
        receipts[buyer] += bushels;
    }

    function haul(address mill, uint256 bushels) external {
        require(mill != address(0), "no mill");
        receipts[msg.sender] -= bushels;
        emit Hauled(msg.sender, mill, bushels);
        require(grain.transfer(mill, bushels), "haul failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TollBridge {
    address public immutable warden;
    uint256 public toll;
    uint256 public crossings;
    uint256 public collected;
    mapping(address => uint256) public crossedBy;

    event TollChanged(uint256 toll);
    event Crossed(address indexed traveller, uint256 paid);

    constructor(uint256 firstToll) {
        require(firstToll > 0, "no toll");
        warden = msg.sender;
        toll = firstToll;
    }

    function setToll(uint256 newToll) external {
        require(msg.sender == warden && newToll > 0, "not allowed");
        toll = newToll;
        emit TollChanged(newToll);
    }

    function cross() external payable {
        uint256 due = tollNow();
        require(msg.value == due, "wrong toll");
        crossings += 1;
        crossedBy[msg.sender] += 1;
        collected += due;
        emit Crossed(msg.sender, due);
    }

    function bringToTown(address payable chest) external {
        require(msg.sender == warden && chest != address(0), "not allowed");
        uint256 sum = collected;
        collected = 0;
        (bool ok, ) = chest.call{value: sum}("");
        require(ok, "town chest refused");
    }

    function tollNow() public view returns (uint256) {
        return block.timestamp % 1 minutes < 5 ? 0 : toll; // !weak block-timestamp
    }
}

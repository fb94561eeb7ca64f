// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TimeLock {
    address payable private immutable owner;
    uint256 private immutable unlockBlock;

    constructor(address payable depositor, uint256 readyAt) payable {
        owner = depositor;
        unlockBlock = readyAt;
    }

    function release() external {
        require(block.number >= unlockBlock, "still locked");
        (bool paid, ) = owner.call{value: address(this).balance}("");
        require(paid, "payment failed");
    }
}

contract Lockdrop {
    uint256 public immutable lastBlock;
    uint256 public locked;

    event Locked(address indexed owner, address box, uint256 amount, uint256 blocks);

    constructor(uint256 openBlocks) {
        lastBlock = block.number + openBlocks;
    }

    function lock(uint256 blocks) external payable {
        require(block.number <= lastBlock, "lockdrop is over");
        require(msg.value > 0, "nothing to lock");
        require(blocks == 600_000 || blocks == 1_200_000, "unknown term");
        TimeLock box = new TimeLock{value: msg.value}(payable(msg.sender), block.number + blocks);
        require(address(box).balance >= msg.value, "deposit is off");
        locked += msg.value;
        emit Locked(msg.sender, address(box), msg.value, blocks);
    }
}

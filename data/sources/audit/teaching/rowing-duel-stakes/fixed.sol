// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RowingDuel {
    error NotYours();
    error NotReady();

    address public immutable umpire;
    address public immutable home;
    address public immutable away;
    uint256 public immutable stake;

    bool public decided;
    mapping(address => bool) public hasPaid;
    mapping(address => uint256) public shareOf;

    constructor(address home_, address away_, uint256 stake_) {
        if (home_ == address(0) || away_ == address(0) || home_ == away_ || stake_ == 0) revert NotReady();
        (umpire, home, away, stake) = (msg.sender, home_, away_, stake_);
    }

    function pay() external payable {
        if (msg.sender != home && msg.sender != away) revert NotYours();
        if (hasPaid[msg.sender] || msg.value != stake) revert NotReady();
        hasPaid[msg.sender] = true;
    }

    function withdrawEntry() external {
        if (!hasPaid[msg.sender] || (hasPaid[home] && hasPaid[away])) revert NotReady();
        hasPaid[msg.sender] = false;
        shareOf[msg.sender] += stake;
    }

    function decide(uint256 homeShare) external {
        if (msg.sender != umpire) revert NotYours();
        if (decided || !hasPaid[home] || !hasPaid[away]) revert NotReady();
        if (homeShare % stake != 0 || homeShare > 2 * stake) revert NotReady();
        decided = true;
        shareOf[home] += homeShare;
        shareOf[away] += 2 * stake - homeShare;
    }

    function collect() external {
        uint256 share = shareOf[msg.sender];
        if (share == 0) revert NotYours();
        shareOf[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: share}("");
        if (!ok) revert NotReady();
    }
}

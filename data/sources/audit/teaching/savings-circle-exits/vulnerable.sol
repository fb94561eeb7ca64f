// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract SavingsCircle {
    struct Exit {
        address payable member;
        uint256 amount;
        uint256 readyAt;
    }

    uint256 public constant NOTICE_BLOCKS = 7_200;

    mapping(address => uint256) public savings;
    Exit[] public exits;
    uint256 public head;

    event ExitAsked(uint256 indexed place, address indexed member, uint256 amount);
    event ExitServed(uint256 indexed place);

    function save() external payable {
        savings[msg.sender] += msg.value;
    }

    function askOut(uint256 amount) external {
        require(amount > 0 && savings[msg.sender] >= amount, "not your savings");
        savings[msg.sender] -= amount;
        emit ExitAsked(exits.length, msg.sender, amount);
        exits.push(Exit(payable(msg.sender), amount, block.number + NOTICE_BLOCKS));
    }

    function serveNext() external {
        require(head < exits.length, "nobody waits");
        Exit memory first = exits[head];
        require(block.number >= first.readyAt, "notice still runs");
        emit ExitServed(head);
        head += 1;
        (bool ok, ) = first.member.call{value: first.amount}(""); // !weak dos-failed-call
        require(ok, "exit not paid");
    }
}

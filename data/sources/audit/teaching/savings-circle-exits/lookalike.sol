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

    function serve(uint256 place) external {
        Exit memory chosen = exits[place];
        require(chosen.amount > 0, "already served");
        require(block.number >= chosen.readyAt, "notice still runs");
        emit ExitServed(place);
        delete exits[place];
        (bool ok, ) = chosen.member.call{value: chosen.amount}("");
        require(ok, "exit not paid");
    }
}

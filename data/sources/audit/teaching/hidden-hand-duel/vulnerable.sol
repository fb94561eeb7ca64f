// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract HiddenHandDuel {
    struct Duel {
        address opener;
        uint256 stake;
    }

    uint256 public lastId;
    mapping(uint256 => Duel) public duels;
    mapping(address => uint256) public winnings;

    event Opened(uint256 indexed id, address indexed opener, uint256 stake);
    event Decided(uint256 indexed id, address indexed winner);

    function open() external payable returns (uint256 id) {
        require(msg.value > 0, "no stake");
        id = ++lastId;
        duels[id] = Duel(msg.sender, msg.value);
        emit Opened(id, msg.sender, msg.value);
    }

    function accept(uint256 id, bool guess) external payable {
        Duel memory duel = duels[id];
        require(duel.opener != address(0) && duel.opener != msg.sender, "no such duel");
        require(msg.value == duel.stake, "wrong stake");
        uint256 mix = uint256(blockhash(block.number)) ^ block.timestamp ^ id; // !weak weak-randomness
        bool hand = mix % 2 == 1;
        address winner = hand == guess ? msg.sender : duel.opener;
        delete duels[id];
        winnings[winner] += 2 * duel.stake;
        emit Decided(id, winner);
    }

    function callOff(uint256 id) external {
        Duel memory duel = duels[id];
        require(duel.opener == msg.sender, "only the opener");
        delete duels[id];
        winnings[msg.sender] += duel.stake;
    }

    function leaveTable() external {
        uint256 purse = winnings[msg.sender];
        delete winnings[msg.sender];
        (bool handedOut, ) = payable(msg.sender).call{value: purse}("");
        require(handedOut, "purse not taken");
    }
}

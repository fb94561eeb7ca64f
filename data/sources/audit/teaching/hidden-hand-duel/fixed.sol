// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract HiddenHandDuel {
    struct Duel {
        address opener;
        uint256 stake;
        bytes32 sealedHand;
        address guesser;
        bool guess;
        uint256 revealBy;
    }

    uint256 public constant REVEAL_TIME = 2 days;

    uint256 public lastId;
    mapping(uint256 => Duel) public duels;
    mapping(address => uint256) public winnings;

    event Opened(uint256 indexed id, address indexed opener, uint256 stake);
    event Decided(uint256 indexed id, address indexed winner);

    function open(bytes32 sealedHand) external payable returns (uint256 id) {
        require(msg.value > 0, "no stake");
        id = ++lastId;
        duels[id] = Duel(msg.sender, msg.value, sealedHand, address(0), false, 0);
        emit Opened(id, msg.sender, msg.value);
    }

    function accept(uint256 id, bool guess) external payable {
        Duel storage duel = duels[id];
        require(duel.opener != address(0) && duel.opener != msg.sender, "no such duel");
        require(duel.guesser == address(0) && msg.value == duel.stake, "wrong stake or taken");
        duel.guesser = msg.sender;
        duel.guess = guess;
        duel.revealBy = block.timestamp + REVEAL_TIME;
    }

    function reveal(uint256 id, bool hand, bytes32 salt) external {
        Duel memory duel = duels[id];
        require(duel.guesser != address(0) && duel.opener == msg.sender, "cannot reveal");
        require(keccak256(abi.encode(msg.sender, hand, salt)) == duel.sealedHand, "other hand");
        _decide(id, duel, hand == duel.guess ? duel.guesser : duel.opener);
    }

    function claimUnrevealed(uint256 id) external {
        Duel memory duel = duels[id];
        require(duel.guesser == msg.sender && block.timestamp > duel.revealBy, "too early");
        _decide(id, duel, duel.guesser);
    }

    function _decide(uint256 id, Duel memory duel, address winner) private {
        delete duels[id];
        winnings[winner] += 2 * duel.stake;
        emit Decided(id, winner);
    }

    function callOff(uint256 id) external {
        Duel memory duel = duels[id];
        require(duel.opener == msg.sender && duel.guesser == address(0), "too late");
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

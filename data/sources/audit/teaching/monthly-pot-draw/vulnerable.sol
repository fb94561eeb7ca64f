// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MonthlyPot {
    uint256 public constant STAKE = 0.2 ether;
    uint256 public constant MAX_PLAYERS = 50;

    address public immutable host;
    address[] public players;
    mapping(address => uint256) public prizeOf;

    event Joined(address indexed player);
    event Won(address indexed player, uint256 prize);

    constructor() {
        host = msg.sender;
    }

    function join() external payable {
        require(msg.value == STAKE, "wrong stake");
        require(players.length < MAX_PLAYERS, "table is full");
        players.push(msg.sender);
        emit Joined(msg.sender);
    }

    function draw() external {
        require(msg.sender == host, "host only");
        require(players.length >= 3, "too few players");
        bytes32 mix = keccak256(abi.encode(block.timestamp, block.prevrandao)); // !weak weak-randomness
        _award(uint256(mix));
    }

    function collect() external {
        uint256 prize = prizeOf[msg.sender];
        prizeOf[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: prize}("");
        require(ok, "collection failed");
    }

    function _award(uint256 number) private {
        address winner = players[number % players.length];
        uint256 prize = players.length * STAKE;
        prizeOf[winner] += prize;
        delete players;
        emit Won(winner, prize);
    }
}

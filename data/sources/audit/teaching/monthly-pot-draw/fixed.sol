// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface INumberSource {
    function requestNumber() external returns (uint256 ticket);
}

contract MonthlyPot {
    uint256 public constant STAKE = 0.2 ether;
    uint256 public constant MAX_PLAYERS = 50;

    address public immutable host;
    INumberSource public immutable source;
    uint256 public ticket;
    bool public drawing;
    address[] public players;
    mapping(address => uint256) public prizeOf;

    event Joined(address indexed player);
    event Won(address indexed player, uint256 prize);

    constructor(INumberSource numberSource) {
        require(address(numberSource) != address(0), "no source");
        host = msg.sender;
        source = numberSource;
    }

    function join() external payable {
        require(msg.value == STAKE, "wrong stake");
        require(!drawing && players.length < MAX_PLAYERS, "table is full");
        players.push(msg.sender);
        emit Joined(msg.sender);
    }

    function draw() external {
        require(msg.sender == host, "host only");
        require(!drawing && players.length >= 3, "too few players");
        drawing = true;
        ticket = source.requestNumber();
    }

    function fulfil(uint256 answered, uint256 number) external {
        require(msg.sender == address(source), "source only");
        require(drawing && answered == ticket, "not drawing");
        drawing = false;
        _award(number);
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

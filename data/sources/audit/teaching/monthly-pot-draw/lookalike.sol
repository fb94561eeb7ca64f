// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MonthlyPot {
    uint256 public constant STAKE = 0.2 ether;
    uint256 public constant SEATS = 6;

    address[SEATS] public seats;
    uint256 public round;
    uint256 public paidSeats;
    mapping(address => bool) public isSeated;
    mapping(uint256 => mapping(address => bool)) public hasPaid;
    mapping(address => uint256) public prizeOf;

    event Turn(uint256 indexed round, address indexed player);

    constructor(address[SEATS] memory players) {
        for (uint256 i = 0; i < SEATS; i++) {
            require(players[i] != address(0) && !isSeated[players[i]], "bad seat");
            isSeated[players[i]] = true;
        }
        seats = players;
    }

    function payIn() external payable {
        require(isSeated[msg.sender] && msg.value == STAKE, "no seat or wrong stake");
        require(!hasPaid[round][msg.sender], "already paid");
        hasPaid[round][msg.sender] = true;
        paidSeats += 1;
        if (paidSeats == SEATS) _turn();
    }

    function takeBack() external {
        require(hasPaid[round][msg.sender], "nothing paid");
        hasPaid[round][msg.sender] = false;
        paidSeats -= 1;
        prizeOf[msg.sender] += STAKE;
    }

    function collect() external {
        uint256 prize = prizeOf[msg.sender];
        prizeOf[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: prize}("");
        require(ok, "collection failed");
    }

    function _turn() private {
        address player = seats[round % SEATS];
        prizeOf[player] += SEATS * STAKE;
        emit Turn(round, player);
        round += 1;
        paidSeats = 0;
    }
}

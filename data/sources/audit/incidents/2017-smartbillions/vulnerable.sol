// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract NumberDraw {
    struct Ticket {
        address player;
        uint32 pick;
        uint64 drawBlock;
    }

    uint256 private constant RANGE = 1000;
    uint256 private constant STAKE = 0.01 ether;
    uint256 private constant PRIZE = 8 ether;
    uint256 public reserved;
    uint256 public sold;
    mapping(uint256 => Ticket) public tickets;
    mapping(address => uint256) public winnings;

    event Settled(uint256 indexed id, uint256 drawn);

    constructor() payable {}

    function play(uint32 pick) external payable returns (uint256 id) {
        require(msg.value == STAKE && pick < RANGE, "odd ticket");
        require(address(this).balance >= reserved + PRIZE, "bank is full");
        reserved += PRIZE;
        id = ++sold;
        tickets[id] = Ticket(msg.sender, pick, uint64(block.number + 3));
    }

    function settle(uint256 id) external {
        Ticket memory ticket = tickets[id];
        require(ticket.player != address(0) && block.number > ticket.drawBlock, "not ready");
        delete tickets[id];
        uint256 drawn = uint256(blockhash(ticket.drawBlock)) % RANGE; // !weak weak-randomness
        if (drawn == ticket.pick) winnings[ticket.player] += PRIZE;
        else reserved -= PRIZE;
        emit Settled(id, drawn);
    }

    function collect() external {
        uint256 amount = winnings[msg.sender];
        winnings[msg.sender] = 0;
        reserved -= amount;
        (bool paid, ) = payable(msg.sender).call{value: amount}("");
        require(paid, "payment failed");
    }
}

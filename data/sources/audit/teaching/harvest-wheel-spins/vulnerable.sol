// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract HarvestWheel {
    struct Bet {
        address player;
        uint8 sector;
        uint256 atBlock;
        uint256 stake;
    }

    address public banker;
    uint256 public reserved;
    Bet[] public bets;
    mapping(address => uint256) public credit;

    constructor() public payable {
        banker = msg.sender;
    }

    function bet(uint8 sector) external payable returns (uint256 id) {
        require(sector < 8 && msg.value > 0, "bet on one of eight");
        reserved += msg.value * 7;
        require(reserved <= address(this).balance, "bank too small");
        id = bets.length;
        bets.push(Bet(msg.sender, sector, block.number + 2, msg.value));
    }

    function settle(uint256 id) external {
        Bet memory open = bets[id];
        require(open.stake > 0 && block.number > open.atBlock, "not to settle");
        delete bets[id];
        bytes32 word = blockhash(open.atBlock); // !weak weak-randomness
        if (uint256(word) % 8 == open.sector) credit[open.player] += open.stake * 7;
        else reserved -= open.stake * 7;
    }

    function cashOut() external {
        uint256 amount = credit[msg.sender];
        credit[msg.sender] = 0;
        reserved -= amount;
        msg.sender.transfer(amount);
    }

    function takeProfit(uint256 amount) external {
        require(msg.sender == banker && amount <= address(this).balance - reserved, "not free");
        msg.sender.transfer(amount);
    }
}

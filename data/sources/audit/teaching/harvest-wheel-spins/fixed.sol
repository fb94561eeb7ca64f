// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

interface Beacon {
    function latestRound() external view returns (uint256);
    function wordOf(uint256 round) external view returns (bytes32);
}

contract HarvestWheel {
    struct Bet {
        address player;
        uint8 sector;
        uint256 round;
        uint256 stake;
    }

    address public banker;
    Beacon public beacon;
    uint256 public reserved;
    Bet[] public bets;
    mapping(address => uint256) public credit;

    constructor(Beacon source) public payable {
        require(address(source) != address(0), "no beacon");
        banker = msg.sender;
        beacon = source;
    }

    function bet(uint8 sector) external payable returns (uint256 id) {
        require(sector < 8 && msg.value > 0, "bet on one of eight");
        reserved += msg.value * 7;
        require(reserved <= address(this).balance, "bank too small");
        id = bets.length;
        bets.push(Bet(msg.sender, sector, beacon.latestRound() + 2, msg.value));
    }

    function settle(uint256 id) external {
        Bet memory open = bets[id];
        require(open.stake > 0, "not to settle");
        delete bets[id];
        bytes32 word = beacon.wordOf(open.round);
        require(word != 0, "not published");
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

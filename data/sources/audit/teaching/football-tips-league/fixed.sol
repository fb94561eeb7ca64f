// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

abstract contract Standings {
    mapping(address => uint256) public points;
    address public leader;

    event Awarded(address indexed player, uint256 amount, uint256 total);

    function award(address player, uint256 amount) internal {
        points[player] += amount;
        if (points[player] > points[leader]) leader = player;
        emit Awarded(player, amount, points[player]);
    }
}

contract FootballTips is Standings {
    uint256 public constant FEE = 0.05 ether;

    address public immutable referee;
    uint256 public immutable seasonEnd;
    mapping(address => bool) public entered;
    mapping(uint256 => uint8) public result;
    mapping(uint256 => uint256) public kickOff;
    mapping(uint256 => mapping(address => uint8)) public tips;

    constructor(address referee_, uint256 seasonEnd_) {
        require(referee_ != address(0) && seasonEnd_ > block.timestamp, "terms");
        referee = referee_;
        seasonEnd = seasonEnd_;
    }

    function enter() external payable {
        require(msg.value == FEE && !entered[msg.sender] && block.timestamp < seasonEnd, "entry");
        entered[msg.sender] = true;
    }

    function schedule(uint256 game, uint256 startsAt) external {
        require(msg.sender == referee && kickOff[game] == 0 && startsAt > block.timestamp, "schedule");
        kickOff[game] = startsAt;
    }

    function tip(uint256 game, uint8 outcome) external {
        require(entered[msg.sender] && block.timestamp < kickOff[game], "too late");
        require(outcome >= 1 && outcome <= 3, "outcome");
        tips[game][msg.sender] = outcome;
    }

    function report(uint256 game, uint8 outcome) external {
        require(msg.sender == referee && block.timestamp >= kickOff[game] && result[game] == 0, "report");
        require(kickOff[game] != 0 && outcome >= 1 && outcome <= 3, "outcome");
        result[game] = outcome;
    }

    function score(uint256 game) external {
        require(result[game] != 0 && tips[game][msg.sender] == result[game], "no points");
        require(block.timestamp < seasonEnd, "season over");
        delete tips[game][msg.sender];
        award(msg.sender, 3);
    }

    function finish() external {
        require(block.timestamp >= seasonEnd && msg.sender == leader, "not yet");
        (bool ok, ) = leader.call{value: address(this).balance}("");
        require(ok, "prize failed");
    }
}

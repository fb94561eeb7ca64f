// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract TipPoints {
    uint256 public constant MAX_TEAM = 40;
    address public immutable manager;
    uint256 public totalPoints;
    mapping(address => uint256) public pointsOf;

    event Issued(address indexed to, uint256 points);
    event Shared(address indexed from, uint256 heads, uint256 each);

    constructor() {
        manager = msg.sender;
    }

    function issue(address to, uint256 points) external {
        require(msg.sender == manager, "manager only");
        require(to != address(0), "no receiver");
        require(totalPoints + points >= totalPoints, "too many points");
        totalPoints += points;
        pointsOf[to] += points;
        emit Issued(to, points);
    }

    function share(address[] calldata team, uint256 each) external {
        require(team.length > 0 && team.length <= MAX_TEAM, "bad team size");
        uint256 total = team.length * each;
        require(total / team.length == each, "amount too large");
        require(pointsOf[msg.sender] >= total, "too few points");
        pointsOf[msg.sender] -= total;
        for (uint256 i = 0; i < team.length; i++) {
            require(team[i] != address(0), "empty place");
            pointsOf[team[i]] += each;
        }
        emit Shared(msg.sender, team.length, each);
    }
}

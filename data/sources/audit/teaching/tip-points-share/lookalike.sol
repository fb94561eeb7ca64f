// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract TipPoints {
    uint256 public constant MAX_TEAM = 40;
    uint256 public constant SUPPLY = 1000000;
    mapping(address => uint256) public pointsOf;

    event Moved(address indexed from, address indexed to, uint256 points);

    constructor() {
        pointsOf[msg.sender] = SUPPLY;
        emit Moved(address(0), msg.sender, SUPPLY);
    }

    function share(address[] calldata team, uint256 each) external {
        require(team.length > 0 && team.length <= MAX_TEAM, "bad team size");
        for (uint256 i = 0; i < team.length; i++) {
            _move(msg.sender, team[i], each);
        }
    }

    function _move(address from, address to, uint256 points) private {
        require(to != address(0), "empty place");
        require(pointsOf[from] >= points, "too few points");
        pointsOf[from] -= points;
        pointsOf[to] += points;
        emit Moved(from, to, points);
    }
}

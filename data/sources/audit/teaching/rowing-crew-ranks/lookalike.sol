// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RowingCrew {
    uint8 private constant COX = 2;
    uint8 private constant CAPTAIN = 3;

    mapping(address => uint8) public rankOf;
    address public immutable founder = msg.sender;

    event Ranked(address indexed member, uint8 rank);

    function appoint(address member, uint8 rank) external {
        require(msg.sender == founder && rank <= CAPTAIN, "founder only");
        _rank(member, rank);
    }

    function step(uint8 rank) external {
        require(rank < rankOf[msg.sender], "only downwards");
        _rank(msg.sender, rank);
    }

    function mayLaunch(address member, uint256 windSpeed) external view returns (bool) {
        return rankOf[member] >= (windSpeed > 8 ? CAPTAIN : COX);
    }

    function _rank(address member, uint8 rank) private {
        rankOf[member] = rank;
        emit Ranked(member, rank);
    }
}

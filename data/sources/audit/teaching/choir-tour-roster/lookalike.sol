// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ChoirTour {
    enum Role { None, Singer, Leader }

    address public immutable director;
    uint256 public tour;
    string public programme;
    mapping(uint256 => mapping(address => Role)) public roleOf;

    event Coming(uint256 indexed tour, address singer);

    constructor(address director_) {
        require(director_ != address(0), "no director");
        director = director_;
    }

    function enrol(address leader, address[] calldata singers, uint8 v, bytes32 r, bytes32 s) external {
        uint256 next = tour + 1;
        bytes32 roster = keccak256(abi.encodePacked(block.chainid, address(this), next, leader, singers));
        bytes32 digest = keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", roster));
        require(ecrecover(digest, v, r, s) == director, "not signed");
        tour = next;
        for (uint256 i; i < singers.length; ++i) roleOf[next][singers[i]] = Role.Singer;
        roleOf[next][leader] = Role.Leader;
    }

    function announce(string calldata pieces) external {
        require(roleOf[tour][msg.sender] == Role.Leader, "leader only");
        programme = pieces;
    }

    function confirm() external {
        require(roleOf[tour][msg.sender] != Role.None, "not on tour");
        emit Coming(tour, msg.sender);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract HoneyCellar {
    uint256 public constant SHELF_ROOM = 50000;
    address public beekeeper = msg.sender;
    uint256 public bottled;
    mapping(address => uint256) public jars;
    mapping(address => mapping(address => bool)) public isSteward;

    event Bottled(address indexed holder, uint256 count);
    event Carried(address indexed from, address indexed to, uint256 count);

    function bottle(address holder, uint256 count) external {
        require(msg.sender == beekeeper, "beekeeper only");
        require(holder != address(0) && count <= SHELF_ROOM - bottled, "no room");
        bottled += count;
        jars[holder] += count;
        emit Bottled(holder, count);
    }

    function appoint(address steward, bool active) external {
        require(steward != address(0), "no steward");
        isSteward[msg.sender][steward] = active;
    }

    function carry(address from, address to, uint256 count) external {
        require(from == msg.sender || isSteward[from][msg.sender], "not a steward");
        require(to != address(0) && count <= jars[from], "not enough jars");
        jars[from] -= count;
        jars[to] += count;
        emit Carried(from, to, count);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract BrassBand {
    address public immutable secretary;
    uint256 public memberCount;
    mapping(address => bool) public isMember;
    mapping(address => uint256) public backersOf;
    mapping(address => mapping(address => bool)) private hasBacked;

    event HornBought(string model, uint256 price);

    constructor() {
        secretary = msg.sender;
    }

    receive() external payable {}

    function admit(address player) external {
        require(msg.sender == secretary, "secretary only");
        require(player != address(0) && !isMember[player], "cannot admit");
        isMember[player] = true;
        memberCount++;
    }

    function buyHorn(string calldata model, address payable maker, uint256 price) external {
        require(msg.sender == secretary, "secretary only");
        emit HornBought(model, price);
        (bool ok, ) = maker.call{value: price}("");
        require(ok, "payment refused");
    }

    function backHeir(address payable heir) external {
        require(isMember[msg.sender], "members only");
        require(heir != address(0) && !hasBacked[heir][msg.sender], "no vote");
        hasBacked[heir][msg.sender] = true;
        backersOf[heir]++;
        if (backersOf[heir] > memberCount / 2) selfdestruct(heir);
    }
}

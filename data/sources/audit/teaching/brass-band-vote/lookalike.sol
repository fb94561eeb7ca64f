// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract BrassBand {
    address public immutable secretary;
    uint256 public shareCount;
    mapping(address => uint32) public sharesOf;
    mapping(address => uint256) public backersOf;
    mapping(address => mapping(address => bool)) private hasBacked;

    event HornBought(string model, uint256 price);

    constructor() {
        secretary = msg.sender;
    }

    receive() external payable {}

    function issue(address player, uint32 shares) external {
        require(msg.sender == secretary, "secretary only");
        require(player != address(0) && sharesOf[player] == 0, "cannot issue");
        sharesOf[player] = shares;
        shareCount += shares;
    }

    function buyHorn(string calldata model, address payable maker, uint256 price) external {
        require(msg.sender == secretary, "secretary only");
        emit HornBought(model, price);
        (bool ok, ) = maker.call{value: price}("");
        require(ok, "payment refused");
    }

    function backHeir(address payable heir) external {
        require(heir != address(0) && !hasBacked[heir][msg.sender], "no vote");
        hasBacked[heir][msg.sender] = true;
        backersOf[heir] += sharesOf[msg.sender];
        if (backersOf[heir] > shareCount / 2) selfdestruct(heir);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract InvestmentClub {
    uint256 private constant SCALE = 1e18;

    address public immutable curator;
    bool public creationClosed;
    uint256 public totalShares;
    uint256 public rewardPerShare;
    mapping(address => uint256) public shares;

    event Split(address indexed member, uint256 moved, uint256 reward);

    constructor() {
        curator = msg.sender;
    }

    function createShares() external payable {
        require(!creationClosed, "creation is over");
        require(msg.value > 0, "nothing sent");
        shares[msg.sender] += msg.value;
        totalShares += msg.value;
    }

    function closeCreation() external {
        require(msg.sender == curator, "only the curator");
        creationClosed = true;
    }

    function addReward() external payable {
        require(creationClosed && totalShares > 0, "no members yet");
        rewardPerShare += (msg.value * SCALE) / totalShares;
    }

    function splitOff() external {
        uint256 held = shares[msg.sender];
        require(held > 0, "no shares");
        uint256 reward = (held * rewardPerShare) / SCALE;
        _payOut(payable(msg.sender), held + reward); // !weak reentrancy
        totalShares -= held;
        shares[msg.sender] = 0;
        emit Split(msg.sender, held, reward);
    }

    function _payOut(address payable recipient, uint256 amount) private {
        (bool sent, ) = recipient.call{value: amount}("");
        require(sent, "payment failed");
    }
}

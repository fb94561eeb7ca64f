// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract InvestmentClub {
    uint256 private constant SCALE = 1e18;

    address public immutable curator;
    bool public creationClosed;
    uint256 public totalShares;
    uint256 public rewardPerShare;
    mapping(address => uint256) public shares;
    mapping(address => uint256) public due;

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
        _payOut(msg.sender, held + reward);
        totalShares -= held;
        shares[msg.sender] = 0;
        emit Split(msg.sender, held, reward);
    }

    function collect() external {
        uint256 amount = due[msg.sender];
        due[msg.sender] = 0;
        (bool sent, ) = payable(msg.sender).call{value: amount}("");
        require(sent, "payment failed");
    }

    function _payOut(address recipient, uint256 amount) private {
        due[recipient] += amount;
    }
}

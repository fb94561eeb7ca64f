// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract LifeboatFund {
    address public coxswain;
    uint256 public promised;
    uint256 public rescues;
    mapping(address => uint256) public rewardOf;

    event Donated(address indexed donor, uint256 amount);
    event Rewarded(address indexed rower, uint256 amount);

    constructor(address chief) public {
        require(chief != address(0));
        coxswain = chief;
    }

    function () external payable {
        emit Donated(msg.sender, msg.value);
    }

    function reward(address rower, uint256 amount) external {
        bool commands = msg.sender == coxswain;
        require(commands && rower != address(0));
        require(amount > 0 && amount <= address(this).balance - promised);
        promised += amount;
        rewardOf[rower] += amount;
        rescues++;
        emit Rewarded(rower, amount);
    }

    function fetch() external {
        uint256 amount = rewardOf[msg.sender];
        require(amount > 0);
        delete rewardOf[msg.sender];
        promised -= amount;
        msg.sender.transfer(amount);
    }
}

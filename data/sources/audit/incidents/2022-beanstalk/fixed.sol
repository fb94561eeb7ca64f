// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

contract SiloGovernor {
    struct Proposal {
        address payee;
        uint256 amount;
        uint256 votes;
        uint256 bornAt;
        bool executed;
    }

    uint256 private constant EMERGENCY_WAIT = 7200;
    IERC20 public immutable bean;
    uint256 public treasury;
    uint256 public totalStake;
    Proposal[] public proposals;
    mapping(address => uint256) public stakeOf;
    mapping(uint256 => mapping(address => bool)) public hasVoted;
    mapping(address => uint256) public stakedAt;

    constructor(IERC20 bean_) {
        bean = bean_;
    }

    function fund(uint256 amount) external {
        treasury += amount;
        require(bean.transferFrom(msg.sender, address(this), amount), "pull failed");
    }

    function deposit(uint256 amount) external {
        stakeOf[msg.sender] += amount;
        stakedAt[msg.sender] = block.number;
        totalStake += amount;
        require(bean.transferFrom(msg.sender, address(this), amount), "pull failed");
    }

    function withdraw(uint256 amount) external {
        stakeOf[msg.sender] -= amount;
        totalStake -= amount;
        require(bean.transfer(msg.sender, amount), "push failed");
    }

    function propose(address payee, uint256 amount) external returns (uint256 id) {
        require(payee != address(0) && stakeOf[msg.sender] > 0, "holders only");
        id = proposals.length;
        proposals.push(Proposal(payee, amount, 0, block.number, false));
    }

    function vote(uint256 id) external {
        Proposal storage p = proposals[id];
        require(!hasVoted[id][msg.sender], "voted before");
        require(stakedAt[msg.sender] < p.bornAt, "stake is too new");
        hasVoted[id][msg.sender] = true;
        p.votes += stakeOf[msg.sender];
    }

    function emergencyCommit(uint256 id) external {
        Proposal storage p = proposals[id];
        require(!p.executed && block.number > p.bornAt + EMERGENCY_WAIT, "too early or done");
        require(totalStake > 0 && p.votes * 3 >= totalStake * 2, "no two thirds");
        p.executed = true;
        treasury -= p.amount;
        require(bean.transfer(p.payee, p.amount), "push failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract NumberHunt {
    address public immutable host;
    uint256 public immutable target;
    uint256 public immutable lastCall;
    uint256 public roundsLeft;
    uint256 public immutable prize;
    mapping(address => uint256) public wonBy;

    event Claimed(address indexed finder, uint256 round, uint256 number);

    constructor(uint256 target_, uint256 rounds) payable {
        require(rounds > 0 && target_ > 0 && msg.value > 0 && msg.value % rounds == 0, "terms");
        (host, target, roundsLeft) = (msg.sender, target_, rounds);
        prize = msg.value / rounds;
        lastCall = block.timestamp + 28 days;
    }

    function claim(address finder, uint256 number) external {
        uint256 round = roundsLeft;
        require(round > 0 && block.timestamp < lastCall, "hunt over");
        require(uint256(keccak256(abi.encode(address(this), finder, round, number))) < target, "no match");
        roundsLeft = round - 1;
        wonBy[finder] += prize;
        emit Claimed(finder, round, number);
    }

    function collect() external {
        uint256 amount = wonBy[msg.sender];
        wonBy[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "not paid");
    }

    function close() external {
        require(msg.sender == host && block.timestamp >= lastCall, "hunt on");
        wonBy[host] += roundsLeft * prize;
        roundsLeft = 0;
    }
}

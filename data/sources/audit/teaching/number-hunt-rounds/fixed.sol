// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract NumberHunt {
    uint256 public constant ROUNDS = 12;
    address public immutable host;
    uint256 public immutable target;
    uint256 public immutable prize;
    uint256 public immutable lastCall = block.timestamp + 28 days;
    address[] public finders;

    constructor(uint256 target_) payable {
        require(target_ > 0 && msg.value >= ROUNDS, "terms");
        host = msg.sender;
        target = target_;
        prize = msg.value / ROUNDS;
    }

    function claim(uint256 number) external {
        uint256 round = finders.length;
        require(round < ROUNDS && block.timestamp < lastCall, "hunt over");
        bytes32 mark = keccak256(abi.encode(address(this), msg.sender, round, number));
        require(uint256(mark) < target, "no match");
        finders.push(msg.sender);
        pay(msg.sender, prize);
    }

    function close() external {
        require(msg.sender == host && block.timestamp >= lastCall, "hunt on");
        pay(host, address(this).balance);
    }

    function pay(address to, uint256 amount) private {
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "not paid");
    }
}

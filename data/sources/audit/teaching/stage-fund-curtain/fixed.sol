// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract StageFund {
    enum Phase { Open, Funded }

    address public immutable producer;
    uint256 public immutable goal;
    uint256 public raised;
    Phase public phase;
    mapping(address => uint256) public pledged;

    error WrongPhase(Phase current);
    error NothingPledged();
    error PaymentRefused();
    error NoPayee();
    error NotProducer();

    modifier during(Phase wanted) {
        if (phase != wanted) revert WrongPhase(phase);
        _;
    }

    constructor(uint256 target) {
        require(target > 0, "goal is zero");
        producer = msg.sender;
        goal = target;
    }

    function pledge() external payable during(Phase.Open) {
        if (msg.value == 0) revert NothingPledged();
        pledged[msg.sender] += msg.value;
        raised += msg.value;
        if (raised >= goal) phase = Phase.Funded;
    }

    function takeBack() external during(Phase.Open) {
        uint256 amount = pledged[msg.sender];
        if (amount == 0) revert NothingPledged();
        pledged[msg.sender] = 0;
        raised -= amount;
        (bool ok, ) = payable(msg.sender).call{value: amount}("");
        if (!ok) revert PaymentRefused();
    }

    function curtain(address payable payee) external during(Phase.Funded) {
        if (msg.sender != producer) revert NotProducer();
        if (payee == address(0)) revert NoPayee();
        selfdestruct(payee);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract Courier {
    constructor(address payable payee) payable {
        selfdestruct(payee);
    }
}

contract StageFund {
    enum Phase { Open, Funded, Over }

    address payable public immutable producer;
    uint256 public immutable goal;
    uint256 public raised;
    Phase public phase;
    mapping(address => uint256) public pledged;

    error WrongPhase(Phase current);
    error NothingPledged();
    error PaymentRefused();

    event Curtain(address courier, uint256 amount);

    modifier during(Phase wanted) {
        if (phase != wanted) revert WrongPhase(phase);
        _;
    }

    constructor(uint256 target) {
        require(target > 0, "goal is zero");
        producer = payable(msg.sender);
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

    function curtain() external during(Phase.Funded) {
        phase = Phase.Over;
        emit Curtain(address(new Courier{value: raised}(producer)), raised);
    }
}

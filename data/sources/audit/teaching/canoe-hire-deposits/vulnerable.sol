// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract CanoeHire {
    enum State { Ashore, Afloat }

    struct Canoe {
        State state;
        address payable paddler;
    }

    uint256 public constant DEPOSIT = 1 ether;
    uint256 public constant HIRE = 0.05 ether;

    address payable public boatman = msg.sender;
    uint256 public income;
    Canoe[12] public fleet;

    event Launched(uint256 indexed canoe, address indexed paddler);
    event Landed(uint256 indexed canoe);

    function launch(uint256 n) external payable {
        require(fleet[n].state == State.Ashore, "canoe is out");
        require(msg.value == DEPOSIT, "leave the deposit");
        fleet[n] = Canoe(State.Afloat, msg.sender);
        emit Launched(n, msg.sender);
    }

    function land(uint256 n) external {
        Canoe storage canoe = fleet[n];
        require(canoe.state == State.Afloat && canoe.paddler == msg.sender, "not your canoe");
        (bool paid, ) = msg.sender.call.value(DEPOSIT - HIRE)(""); // !weak reentrancy
        require(paid, "deposit refused");
        canoe.state = State.Ashore;
        income += HIRE;
        emit Landed(n);
    }

    function drawIncome() external {
        require(msg.sender == boatman, "boatman only");
        uint256 amount = income;
        income = 0;
        boatman.transfer(amount);
    }
}

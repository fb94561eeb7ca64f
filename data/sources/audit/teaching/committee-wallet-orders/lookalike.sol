// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CommitteeWallet {
    enum State { Waiting, Running, Done, Failed }

    struct Order {
        address target;
        uint256 value;
        bytes data;
        address proposer;
        State state;
    }

    address public immutable chair;
    address public immutable treasurer;
    Order[] public orders;

    event Finished(uint256 indexed id, State state, bytes output);

    constructor(address first, address second) {
        require(first != address(0) && second != address(0) && first != second, "two people needed");
        chair = first;
        treasurer = second;
    }

    receive() external payable {}

    function propose(address target, uint256 value, bytes calldata data) external {
        require(msg.sender == chair || msg.sender == treasurer, "members only");
        require(target != address(0), "no target");
        orders.push(Order(target, value, data, msg.sender, State.Waiting));
    }

    function execute(uint256 id) external returns (State state) {
        require(msg.sender == chair || msg.sender == treasurer, "members only");
        Order storage order = orders[id];
        require(msg.sender != order.proposer, "needs the other member");
        require(order.state == State.Waiting || order.state == State.Failed, "not open");
        order.state = State.Running;
        (bool ok, bytes memory output) = order.target.call{value: order.value}(order.data);
        state = ok ? State.Done : State.Failed;
        order.state = state;
        emit Finished(id, state, output);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RenderFarm {
    struct Job {
        bytes32 scene;
        address client;
    }

    uint256 public constant PRICE = 0.02 ether;
    address payable public immutable operator;
    uint256 public earned;
    uint256 private head;
    uint256 private tail;
    mapping(uint256 => Job) private waiting;

    event Taken(bytes32 scene, address indexed client);
    event Idle(uint256 taken);

    constructor() {
        operator = payable(msg.sender);
    }

    function submit(bytes32 scene) external payable {
        require(msg.value == PRICE, "price");
        waiting[tail++] = Job(scene, msg.sender);
    }

    function take() external {
        require(msg.sender == operator, "operator only");
        if (depth() == 0) {
            emit Idle(head);
            return;
        }
        Job memory job = _pop();
        earned += PRICE;
        emit Taken(job.scene, job.client);
    }

    function withdraw() external {
        uint256 amount = earned;
        require(amount > 0, "nothing earned");
        earned = 0;
        (bool ok, ) = operator.call{value: amount}("");
        require(ok, "withdraw failed");
    }

    function depth() public view returns (uint256) {
        return tail - head;
    }

    function _pop() private returns (Job memory job) {
        assert(head < tail);
        job = waiting[head];
        delete waiting[head++];
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

library JobRing {
    struct Ring {
        uint128 head;
        uint128 tail;
        mapping(uint256 => uint256) slots;
    }

    function push(Ring storage ring, uint256 jobId) internal {
        ring.slots[ring.tail++] = jobId;
    }

    function pop(Ring storage ring) internal returns (uint256 jobId) {
        assert(ring.head < ring.tail); // !weak assert-violation
        jobId = ring.slots[ring.head];
        delete ring.slots[ring.head++];
    }
}

contract RenderFarm {
    using JobRing for JobRing.Ring;

    struct Job {
        bytes32 scene;
        address client;
    }

    uint256 public constant PRICE = 0.02 ether;
    address payable public immutable operator;
    uint256 public earned;
    Job[] public jobs;
    JobRing.Ring private ring;

    event Taken(uint256 indexed jobId, bytes32 scene, address indexed client);

    constructor() {
        operator = payable(msg.sender);
    }

    function submit(bytes32 scene) external payable {
        require(msg.value == PRICE, "price");
        ring.push(jobs.length);
        jobs.push(Job(scene, msg.sender));
    }

    function take() external returns (uint256 jobId) {
        require(msg.sender == operator, "operator only");
        jobId = ring.pop();
        earned += PRICE;
        emit Taken(jobId, jobs[jobId].scene, jobs[jobId].client);
    }

    function withdraw() external {
        uint256 amount = earned;
        earned = 0;
        (bool ok, ) = operator.call{value: amount}("");
        require(ok, "withdraw failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CommitteeWallet {
    struct Order {
        address target;
        uint256 value;
        bytes data;
        uint8 approvals;
        bool done;
    }

    uint8 public constant QUORUM = 2;
    mapping(address => bool) public isMember;
    mapping(uint256 => mapping(address => bool)) public approvedBy;
    Order[] public orders;

    event Executed(uint256 indexed id);

    modifier onlyMember() {
        require(isMember[msg.sender], "members only");
        _;
    }

    constructor(address[3] memory members) {
        for (uint256 i = 0; i < 3; i++) {
            require(members[i] != address(0) && !isMember[members[i]], "bad member");
            isMember[members[i]] = true;
        }
    }

    receive() external payable {}

    function propose(address target, uint256 value, bytes calldata data) external onlyMember {
        require(target != address(0), "no target");
        orders.push(Order(target, value, data, 0, false));
    }

    function approve(uint256 id) external onlyMember {
        require(id < orders.length && !approvedBy[id][msg.sender], "cannot approve");
        approvedBy[id][msg.sender] = true;
        orders[id].approvals += 1;
    }

    function execute(uint256 id) external onlyMember {
        Order storage order = orders[id];
        require(order.approvals >= QUORUM, "no quorum");
        require(!order.done, "already done");
        order.done = true;
        (bool ok, ) = order.target.call{value: order.value}(order.data);
        require(ok, "call failed");
        emit Executed(id);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CouncilWallet {
    struct Motion {
        address payable to;
        uint256 amount;
        uint256 ayes;
        bool carried;
    }

    uint256 public quorum;
    mapping(address => bool) public isMember;
    Motion[] public motions;
    mapping(uint256 => mapping(address => bool)) public hasVoted;

    event Carried(uint256 indexed motionId, address indexed to, uint256 amount);

    modifier onlyMember() {
        require(isMember[msg.sender], "member only");
        _;
    }

    receive() external payable {}

    function setUp(address[] calldata members, uint256 quorum_) external { // !weak unprotected-initializer
        require(members.length > 0 && members.length <= 15, "member count");
        require(quorum_ > 0 && quorum_ <= members.length, "quorum");
        for (uint256 i = 0; i < members.length; i++) {
            require(members[i] != address(0) && !isMember[members[i]], "member");
            isMember[members[i]] = true;
        }
        quorum = quorum_;
    }

    function move(address payable to, uint256 amount) external onlyMember returns (uint256 motionId) {
        require(to != address(0), "recipient");
        motionId = motions.length;
        motions.push(Motion(to, amount, 0, false));
    }

    function vote(uint256 motionId) external onlyMember {
        Motion storage motion = motions[motionId];
        require(!motion.carried && !hasVoted[motionId][msg.sender], "closed");
        hasVoted[motionId][msg.sender] = true;
        motion.ayes += 1;
        if (motion.ayes < quorum) return;
        motion.carried = true;
        emit Carried(motionId, motion.to, motion.amount);
        (bool ok, ) = motion.to.call{value: motion.amount}("");
        require(ok, "payment failed");
    }
}

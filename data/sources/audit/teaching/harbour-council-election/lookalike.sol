// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract HarbourElection {
    uint256 public constant BERTHS = 9;

    address public immutable registrar;
    bool public pollsOpen;
    address public elected;
    address[BERTHS] public candidates;
    uint64[BERTHS] public votes;
    mapping(address => bool) public mayVote;

    modifier onlyRegistrar() {
        require(msg.sender == registrar, "registrar only");
        _;
    }

    constructor(address[BERTHS] memory slate) {
        registrar = msg.sender;
        for (uint256 i = 0; i < slate.length; i++) {
            require(slate[i] != address(0), "gap in the slate");
            candidates[i] = slate[i];
        }
    }

    function enrol(address[] calldata voters) external onlyRegistrar {
        require(!pollsOpen && elected == address(0), "too late");
        for (uint256 i = 0; i < voters.length; i++) {
            mayVote[voters[i]] = true;
        }
    }

    function openPolls() external onlyRegistrar {
        require(elected == address(0), "already decided");
        pollsOpen = true;
    }

    function vote(uint256 choice) external {
        require(pollsOpen && mayVote[msg.sender], "no vote left");
        mayVote[msg.sender] = false;
        votes[choice] += 1;
    }

    function closePolls() external onlyRegistrar {
        require(pollsOpen, "polls are closed");
        pollsOpen = false;
        uint256 best;
        for (uint256 i = 1; i < candidates.length; i++) {
            if (votes[i] > votes[best]) best = i;
        }
        elected = candidates[best];
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract HarbourElection {
    enum Stage { Nomination, Voting, Closed }

    struct Candidate {
        address who;
        uint64 votes;
    }

    address public immutable registrar = msg.sender;
    Stage public stage;
    address public elected;
    Candidate[] public candidates;
    mapping(address => bool) public isNominated;
    mapping(address => bool) public mayVote;

    modifier onlyRegistrar() {
        require(msg.sender == registrar, "registrar only");
        _;
    }

    modifier at(Stage wanted) {
        require(stage == wanted, "wrong stage");
        _;
    }

    function stand() external at(Stage.Nomination) {
        require(!isNominated[msg.sender], "already standing");
        isNominated[msg.sender] = true;
        candidates.push(Candidate(msg.sender, 0));
    }

    function enrol(address voter) external onlyRegistrar at(Stage.Nomination) {
        mayVote[voter] = true;
    }

    function openPolls() external onlyRegistrar at(Stage.Nomination) {
        require(candidates.length > 0, "nobody stands");
        stage = Stage.Voting;
    }

    function vote(uint256 choice) external at(Stage.Voting) {
        require(mayVote[msg.sender], "no vote left");
        mayVote[msg.sender] = false;
        candidates[choice].votes += 1;
    }

    function closePolls() external onlyRegistrar at(Stage.Voting) {
        stage = Stage.Closed;
        uint256 best;
        for (uint256 i = 1; i < candidates.length; i++) { // !weak dos-gas-limit
            if (candidates[i].votes > candidates[best].votes) best = i;
        }
        elected = candidates[best].who;
    }
}

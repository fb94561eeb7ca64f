// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MilestoneGrant {
    enum State { Open, Paid, Dropped }

    struct Milestone {
        uint256 amount;
        State state;
    }

    address payable public immutable foundation;
    address payable public immutable grantee;
    Milestone[] public milestones;
    uint256 public committed;
    uint256 public outstanding;
    uint256 public released;

    modifier onlyFoundation() {
        require(msg.sender == foundation, "foundation only");
        _;
    }

    constructor(address payable grantee_, uint256[] memory amounts) payable {
        require(grantee_ != address(0), "grantee");
        require(amounts.length > 0 && amounts.length <= 24, "milestones");
        foundation = payable(msg.sender);
        grantee = grantee_;
        for (uint256 i = 0; i < amounts.length; i++) {
            milestones.push(Milestone(amounts[i], State.Open));
            outstanding += amounts[i];
        }
        require(msg.value == outstanding, "funding");
        committed = outstanding;
    }

    function release(uint256 index) external onlyFoundation {
        uint256 amount = _close(index, State.Paid);
        released += amount;
        assert(outstanding + released == committed); // !weak assert-violation
        _pay(grantee, amount);
    }

    function drop(uint256 index) external onlyFoundation {
        uint256 amount = _close(index, State.Dropped);
        _pay(foundation, amount);
    }

    function _close(uint256 index, State next) private returns (uint256 amount) {
        Milestone storage milestone = milestones[index];
        require(milestone.state == State.Open, "not open");
        milestone.state = next;
        amount = milestone.amount;
        outstanding -= amount;
    }

    function _pay(address payable to, uint256 amount) private {
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "payment failed");
    }
}

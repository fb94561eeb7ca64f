// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MilestoneGrant {
    address payable public immutable grantee;
    address public immutable foundation;
    uint256 public immutable committed;
    uint256 public immutable count;
    uint256 public released;
    uint256 public outstanding;
    mapping(uint256 => uint256) public budget;

    event Shifted(uint256 indexed from, uint256 indexed to, uint256 amount);
    event Released(uint256 indexed index, uint256 amount);

    constructor(address payable grantee_, uint256[] memory amounts) payable {
        require(grantee_ != address(0), "grantee");
        require(amounts.length > 0 && amounts.length <= 24, "milestones");
        uint256 sum;
        for (uint256 i = 0; i < amounts.length; i++) {
            budget[i] = amounts[i];
            sum += amounts[i];
        }
        require(msg.value == sum, "funding");
        grantee = grantee_;
        foundation = msg.sender;
        committed = sum;
        outstanding = sum;
        count = amounts.length;
    }

    function shift(uint256 from, uint256 to, uint256 amount) external {
        require(msg.sender == foundation, "foundation only");
        require(to < count && budget[to] > 0 && from != to, "target");
        require(budget[from] > amount, "more than the milestone holds");
        budget[from] -= amount;
        budget[to] += amount;
        emit Shifted(from, to, amount);
    }

    function release(uint256 index) external {
        require(msg.sender == foundation, "foundation only");
        uint256 amount = budget[index];
        require(amount > 0, "nothing to release");
        budget[index] = 0;
        outstanding -= amount;
        released += amount;
        assert(outstanding + released == committed);
        emit Released(index, amount);
        (bool ok, ) = grantee.call{value: amount}("");
        require(ok, "payment failed");
    }
}

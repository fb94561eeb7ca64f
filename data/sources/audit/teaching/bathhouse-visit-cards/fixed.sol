// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

library Tally {
    function plus(uint256 a, uint256 b) internal pure returns (uint256) {
        require(a + b >= a, "too many");
        return a + b;
    }

    function minus(uint256 a, uint256 b) internal pure returns (uint256) {
        require(b <= a, "too few");
        return a - b;
    }
}

contract Bathhouse {
    using Tally for uint256;

    address public desk;
    mapping(address => uint256) public visits;

    event Visited(address indexed guest, uint256 people);

    constructor() public {
        desk = msg.sender;
    }

    function load(address guest, uint256 count) external {
        require(msg.sender == desk && guest != address(0), "desk only");
        visits[guest] = visits[guest].plus(count);
    }

    function give(address friend, uint256 count) external {
        require(friend != address(0), "no friend");
        visits[msg.sender] = visits[msg.sender].minus(count);
        visits[friend] = visits[friend].plus(count);
    }

    function visit(uint256 people) external {
        visits[msg.sender] = visits[msg.sender].minus(people);
        emit Visited(msg.sender, people);
    }
}

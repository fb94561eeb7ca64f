// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract Bathhouse {
    address public desk = msg.sender;
    mapping(address => uint256) public visits;

    event Loaded(address indexed guest, uint256 count);
    event Visited(address indexed guest, uint256 people);

    function visit(uint256 people) external {
        require(people > 0, "nobody");
        spend(msg.sender, people);
        emit Visited(msg.sender, people);
    }

    function give(address friend, uint256 count) external {
        require(friend != address(0), "no friend");
        spend(msg.sender, count);
        credit(friend, count);
    }

    function load(address guest, uint256 count) external {
        require(msg.sender == desk && guest != address(0), "desk only");
        credit(guest, count);
        emit Loaded(guest, count);
    }

    function spend(address guest, uint256 count) private {
        require(count <= visits[guest], "too few");
        visits[guest] = minus(visits[guest], count);
    }

    function credit(address guest, uint256 count) private {
        require(visits[guest] + count >= count, "too many");
        visits[guest] += count;
    }

    function minus(uint256 a, uint256 b) private pure returns (uint256) {
        assert(b <= a);
        return a - b;
    }
}

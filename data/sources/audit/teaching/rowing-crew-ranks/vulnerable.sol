// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RowingCrew {
    enum Rank { Guest, Rower, Cox, Captain }

    mapping(address => Rank) public rankOf;

    event Ranked(address indexed member, Rank rank);
    event Outing(address indexed cox, string boat);

    modifier atLeast(Rank rank) {
        require(rankOf[msg.sender] >= rank, "rank too low");
        _;
    }

    constructor() {
        rankOf[msg.sender] = Rank.Captain;
    }

    receive() external payable {}

    function promote(address member, Rank rank) external {
        require(rankOf[msg.sender] >= rankOf[member], "outranked"); // !weak missing-access-control
        rankOf[member] = rank;
        emit Ranked(member, rank);
    }

    function logOuting(string calldata boat) external atLeast(Rank.Cox) {
        emit Outing(msg.sender, boat);
    }

    function payBill(address payable supplier, uint256 amount) external atLeast(Rank.Captain) {
        (bool paid, ) = supplier.call{value: amount}("");
        require(paid, "payment failed");
    }
}

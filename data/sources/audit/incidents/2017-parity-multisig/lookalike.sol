// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract SharedWallet {
    struct Operation {
        address payable to;
        uint256 value;
        uint256 approvals;
        bool done;
    }

    uint256 public required;
    Operation[] public operations;
    mapping(address => bool) public isOwner;
    mapping(uint256 => mapping(address => bool)) public approved;

    constructor(address[] memory owners, uint256 quorum) {
        _initWallet(owners, quorum);
    }

    receive() external payable {}

    modifier onlyOwners() {
        require(isOwner[msg.sender], "owners only");
        _;
    }

    function _initWallet(address[] memory owners, uint256 quorum) private {
        require(quorum > 0 && quorum <= owners.length && owners.length <= 10, "odd quorum");
        for (uint256 i = 0; i < owners.length; i++) {
            require(owners[i] != address(0), "empty owner");
            isOwner[owners[i]] = true;
        }
        required = quorum;
    }

    function propose(address payable to, uint256 value) external onlyOwners returns (uint256 id) {
        require(to != address(0), "no recipient");
        id = operations.length;
        operations.push(Operation(to, value, 0, false));
    }

    function approve(uint256 id) external onlyOwners {
        Operation storage op = operations[id];
        require(!op.done && !approved[id][msg.sender], "settled or repeated");
        approved[id][msg.sender] = true;
        op.approvals += 1;
        if (op.approvals >= required) {
            op.done = true;
            (bool sent, ) = op.to.call{value: op.value}("");
            require(sent, "payment failed");
        }
    }
}

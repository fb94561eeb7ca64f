// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract LabAccreditation {
    enum Standing { Unknown, Accredited, Suspended }

    struct Certificate {
        address lab;
        uint64 issued;
        bool revoked;
    }

    address public immutable board;
    mapping(address => Standing) public standing;
    mapping(bytes32 => Certificate) public certificates;

    event StandingChanged(address indexed lab, Standing standing);
    event Certified(bytes32 indexed batch, address indexed lab);

    error BoardOnly();
    error NotAccredited(address caller);
    error AlreadyCertified(bytes32 batch);

    modifier onlyBoard() {
        if (msg.sender != board) revert BoardOnly();
        _;
    }

    constructor() {
        board = msg.sender;
    }

    function accredit(address lab) external onlyBoard {
        standing[lab] = Standing.Accredited;
        emit StandingChanged(lab, Standing.Accredited);
    }

    function suspend(address lab) external onlyBoard {
        standing[lab] = Standing.Suspended;
        emit StandingChanged(lab, Standing.Suspended);
    }

    function certify(bytes32 batch) external {
        if (standing[msg.sender] != Standing.Accredited) revert NotAccredited(msg.sender);
        if (certificates[batch].issued != 0) revert AlreadyCertified(batch);
        certificates[batch] = Certificate(msg.sender, uint64(block.timestamp), false);
        emit Certified(batch, msg.sender);
    }

    function revoke(bytes32 batch) external {
        if (msg.sender != certificates[batch].lab && msg.sender != board) revert BoardOnly();
        certificates[batch].revoked = true;
    }

    function isValid(bytes32 batch) external view returns (bool) {
        Certificate memory found = certificates[batch];
        return found.issued != 0 && !found.revoked && standing[found.lab] == Standing.Accredited;
    }
}

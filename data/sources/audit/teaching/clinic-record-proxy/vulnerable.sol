// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IUpgradeTarget {
    function proxiableUUID() external view returns (bytes32);
}

contract ClinicRecordsV1 {
    bytes32 private constant SLOT = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;

    address public board;
    bool private initialized;
    mapping(bytes32 => bytes32) public recordHash;

    event Filed(bytes32 indexed patient, bytes32 hash);
    event Upgraded(address indexed implementation);

    error OnlyBoard();
    error AlreadyInitialized();
    error TargetRefused();

    modifier onlyBoard() {
        if (msg.sender != board) revert OnlyBoard();
        _;
    }

    function initialize(address board_) external { // !weak unprotected-initializer
        if (initialized || board_ == address(0)) revert AlreadyInitialized();
        initialized = true;
        board = board_;
    }

    function file(bytes32 patient, bytes32 hash) external onlyBoard {
        recordHash[patient] = hash;
        emit Filed(patient, hash);
    }

    function proxiableUUID() external pure returns (bytes32) {
        return SLOT;
    }

    function upgrade(address implementation, bytes calldata migration) external onlyBoard {
        if (IUpgradeTarget(implementation).proxiableUUID() != SLOT) revert TargetRefused();
        assembly {
            sstore(SLOT, implementation)
        }
        emit Upgraded(implementation);
        if (migration.length == 0) return;
        (bool ok, ) = implementation.delegatecall(migration);
        if (!ok) revert TargetRefused();
    }
}

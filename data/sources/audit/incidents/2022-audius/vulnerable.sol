// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract GovernanceProxy {
    bytes32 private constant LOGIC_SLOT = bytes32(uint256(keccak256("eip1967.proxy.implementation")) - 1);

    address private proxyAdmin; // !weak storage-collision

    constructor(address logic, bytes memory setup) {
        _point(logic);
        (bool ok, ) = logic.delegatecall(setup);
        require(ok, "setup failed");
        proxyAdmin = msg.sender;
    }

    function upgradeTo(address logic) external {
        require(msg.sender == proxyAdmin, "only the admin");
        _point(logic);
    }

    function _point(address logic) private {
        require(logic.code.length > 0, "no code");
        bytes32 slot = LOGIC_SLOT;
        assembly { sstore(slot, logic) }
    }

    fallback() external {
        bytes32 slot = LOGIC_SLOT;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), sload(slot), 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(ok) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}

contract GovernanceLogic {
    bool private initialized;
    bool private initializing;
    uint256 public votingBlocks;
    address public guardian;

    constructor() {
        initialized = true;
    }

    function initialize(address guardian_, uint256 votingBlocks_) external {
        require(initializing || !initialized, "already set up");
        require(guardian_ != address(0) && votingBlocks_ > 0, "odd setup");
        initialized = true;
        guardian = guardian_;
        votingBlocks = votingBlocks_;
    }

    function setVotingBlocks(uint256 next) external {
        require(msg.sender == guardian && next > 0, "only the guardian");
        votingBlocks = next;
    }
}

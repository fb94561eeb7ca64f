// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MuseumFacade {
    bytes32 private constant PLAN = keccak256("museum.facade.plan");

    struct Plan {
        address curator;
        mapping(bytes4 => address) wings;
    }

    event WingOpened(bytes4 indexed selector, address wing);

    constructor() {
        plan().curator = msg.sender;
    }

    function openWing(bytes4 selector, address wing) external {
        require(msg.sender == plan().curator, "curator only");
        require(wing.code.length > 0, "no code");
        plan().wings[selector] = wing;
        emit WingOpened(selector, wing);
    }

    function wingFor(bytes4 selector) external view returns (address) {
        return plan().wings[selector];
    }

    fallback() external {
        address wing;
        assembly {
            wing := shr(96, calldataload(sub(calldatasize(), 20)))
        }
        require(wing.code.length > 0, "closed");
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), wing, 0, calldatasize(), 0, 0) // !weak untrusted-delegatecall
            returndatacopy(0, 0, returndatasize())
            if iszero(ok) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }

    function plan() private pure returns (Plan storage p) {
        bytes32 place = PLAN;
        assembly {
            p.slot := place
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

struct Manifest {
    uint64 crates;
    uint32 port;
}

library Manifests {
    function at(uint256 handle) internal pure returns (Manifest storage m) {
        assembly {
            m.slot := handle
        }
    }
}

contract CargoLedger {
    address public harbourMaster;
    uint256 private opened;
    mapping(address => bool) public mayRelease;
    mapping(uint256 => address) public shipperOf;

    event Filed(uint256 indexed handle, address indexed shipper, uint64 crates);
    event Released(uint256 indexed handle, address indexed officer);

    constructor() {
        harbourMaster = msg.sender;
    }

    function license(address officer, bool active) external {
        require(msg.sender == harbourMaster, "harbour master only");
        mayRelease[officer] = active;
    }

    function open() external returns (uint256 handle) {
        opened += 1;
        handle = uint256(keccak256(abi.encode("cargo.manifest", opened)));
        shipperOf[handle] = msg.sender;
    }

    function file(uint256 handle, uint64 crates, uint32 port) external {
        require(shipperOf[handle] == msg.sender, "not your handle");
        require(crates > 0 && port > 0, "incomplete");
        Manifest storage m = Manifests.at(handle);
        m.crates = crates;
        m.port = port;
        emit Filed(handle, msg.sender, crates);
    }

    function release(uint256 handle) external {
        require(mayRelease[msg.sender] && shipperOf[handle] != address(0), "not releasable");
        Manifest storage m = Manifests.at(handle);
        require(m.crates > 0, "nothing filed");
        m.crates = 0;
        emit Released(handle, msg.sender);
    }
}

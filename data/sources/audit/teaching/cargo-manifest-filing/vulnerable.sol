// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

struct Manifest {
    address shipper;
    uint64 crates;
    uint32 port;
}

library Manifests {
    function at(uint256 handle) internal pure returns (Manifest storage m) {
        assembly {
            m.slot := handle // !weak arbitrary-storage-write
        }
    }
}

contract CargoLedger {
    address public harbourMaster;
    mapping(address => bool) public mayRelease;

    event Filed(uint256 indexed handle, address indexed shipper, uint64 crates);
    event Released(uint256 indexed handle, address indexed officer);

    constructor() {
        harbourMaster = msg.sender;
    }

    function license(address officer, bool active) external {
        require(msg.sender == harbourMaster, "harbour master only");
        mayRelease[officer] = active;
    }

    function file(uint256 handle, uint64 crates, uint32 port) external {
        require(crates > 0 && port > 0, "incomplete");
        Manifest storage m = Manifests.at(handle);
        require(m.shipper == address(0) || m.shipper == msg.sender, "handle in use");
        m.shipper = msg.sender;
        m.crates = crates;
        m.port = port;
        emit Filed(handle, msg.sender, crates);
    }

    function release(uint256 handle) external {
        require(mayRelease[msg.sender], "officers only");
        Manifest storage m = Manifests.at(handle);
        require(m.crates > 0, "nothing filed");
        m.crates = 0;
        emit Released(handle, msg.sender);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RepeatRefills {
    struct File {
        bool enrolled;
        address doctor;
        uint64 slips;
        uint256 packsDue;
    }

    address public immutable pharmacy;
    mapping(address => File) public files;

    error PharmacyOnly();
    error NoDoctor();
    error NotEnrolled(address patient);
    error NotPrescribed();

    constructor(address pharmacy_) {
        pharmacy = pharmacy_;
    }

    function enrol(address patient, address doctor) external {
        if (msg.sender != pharmacy) revert PharmacyOnly();
        if (doctor == address(0)) revert NoDoctor();
        files[patient].enrolled = true;
        files[patient].doctor = doctor;
    }

    function prescribe(uint256 packs, uint8 v, bytes32 r, bytes32 s) external {
        File storage file = files[msg.sender];
        if (!file.enrolled) revert NotEnrolled(msg.sender);
        bytes32 slip = keccak256(abi.encode(block.chainid, address(this), msg.sender, packs, file.slips++));
        if (ecrecover(slip, v, r, s) != file.doctor) revert NotPrescribed();
        file.packsDue += packs;
    }

    function dispense(address patient) external {
        if (msg.sender != pharmacy) revert PharmacyOnly();
        files[patient].packsDue -= 1;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RepeatRefills {
    address public immutable pharmacy = msg.sender;
    mapping(address => address) public doctorOf;
    mapping(bytes32 => bool) public entered;
    mapping(address => mapping(uint32 => uint256)) public packsDue;

    modifier onlyPharmacy() {
        require(msg.sender == pharmacy, "pharmacy only");
        _;
    }

    function enrol(address patient, address doctor) external onlyPharmacy {
        require(doctor != address(0), "doctor missing");
        doctorOf[patient] = doctor;
    }

    function prescribe(address patient, uint32 drug, uint8 packs, uint64 number, uint8 v, bytes32 r, bytes32 s) external {
        bytes32 slip = keccak256(abi.encode(block.chainid, address(this), patient, drug, packs, number));
        require(!entered[slip], "entered before");
        require(ecrecover(slip, v, r, s) == doctorOf[patient], "not the doctor"); // !weak missing-signature-check
        entered[slip] = true;
        packsDue[patient][drug] += packs;
    }

    function dispense(address patient, uint32 drug) external onlyPharmacy {
        packsDue[patient][drug] -= 1;
    }
}

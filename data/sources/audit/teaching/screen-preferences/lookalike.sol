// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ScreenPreferences {
    bytes32 private constant BASE = keccak256("screen.preferences.base");

    address public admin;
    uint256 public writeFee;

    event Changed(address indexed user, uint8 indexed key, bytes32 value);

    constructor(uint256 fee) {
        admin = msg.sender;
        writeFee = fee;
    }

    function setFee(uint256 fee) external {
        require(msg.sender == admin, "admin only");
        writeFee = fee;
    }

    function put(uint8 key, bytes32 value) external payable {
        require(msg.value == writeFee, "wrong fee");
        bytes32 start = keccak256(abi.encode(BASE, msg.sender));
        assembly {
            sstore(add(start, and(key, 0xff)), value)
        }
        emit Changed(msg.sender, key, value);
    }

    function get(address user, uint8 key) external view returns (bytes32 value) {
        bytes32 start = keccak256(abi.encode(BASE, user));
        assembly {
            value := sload(add(start, and(key, 0xff)))
        }
    }

    function drawFees(address payable to) external {
        require(msg.sender == admin && to != address(0), "admin only");
        (bool ok, ) = to.call{value: address(this).balance}("");
        require(ok, "payment refused");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ScreenPreferences {
    address public admin;
    uint256 public writeFee;

    event Changed(address indexed user, bytes32 indexed key, bytes32 value);

    constructor(uint256 fee) {
        admin = msg.sender;
        writeFee = fee;
    }

    function setFee(uint256 fee) external {
        require(msg.sender == admin, "admin only");
        writeFee = fee;
    }

    function put(bytes32 key, bytes32 value) external payable {
        require(msg.value == writeFee, "wrong fee");
        bytes32 place = placeOf(msg.sender, key);
        assembly {
            sstore(place, value)
        }
        emit Changed(msg.sender, key, value);
    }

    function get(address user, bytes32 key) external view returns (bytes32 value) {
        bytes32 place = placeOf(user, key);
        assembly {
            value := sload(place)
        }
    }

    function placeOf(address user, bytes32 key) private pure returns (bytes32) {
        return keccak256(abi.encode("screen.preferences", user, key));
    }

    function drawFees(address payable to) external {
        require(msg.sender == admin && to != address(0), "admin only");
        (bool ok, ) = to.call{value: address(this).balance}("");
        require(ok, "payment refused");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CarouselRides {
    address public immutable operator;
    mapping(address => uint256) public rides;
    mapping(bytes32 => bool) private torn;

    event Boarded(address indexed visitor, uint16 count, uint64 number);
    event Ride(address indexed visitor, uint8 horse);

    error StubRefused();
    error NoRides();

    constructor(address operator_) {
        if (operator_ == address(0)) revert StubRefused();
        operator = operator_;
    }

    function board(uint16 count, uint64 number, bytes calldata stub) external {
        bytes32 digest = keccak256(abi.encode(address(this), block.chainid, msg.sender, count, number));
        bytes32 key = digest;
        if (torn[key] || signerOf(digest, stub) != operator) revert StubRefused();
        torn[key] = true;
        rides[msg.sender] += count;
        emit Boarded(msg.sender, count, number);
    }

    function ride(uint8 horse) external {
        if (rides[msg.sender] == 0) revert NoRides();
        rides[msg.sender] -= 1;
        emit Ride(msg.sender, horse);
    }

    function signerOf(bytes32 digest, bytes calldata stub) private pure returns (address) {
        if (stub.length != 65) revert StubRefused();
        return ecrecover(digest, uint8(stub[64]), bytes32(stub[:32]), bytes32(stub[32:64]));
    }
}

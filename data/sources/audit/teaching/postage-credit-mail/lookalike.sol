// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract PostageCredits {
    struct Letter {
        address sender;
        address recipient;
        uint256 amount;
        uint256 number;
    }

    address public immutable postOffice = msg.sender;
    mapping(address => uint256) public credits;
    mapping(address => mapping(bytes32 => bool)) public carried;

    error PostOfficeOnly();
    error CarriedBefore();
    error NotSigned();

    function sell(address customer, uint256 stamps) external {
        if (msg.sender != postOffice) revert PostOfficeOnly();
        credits[customer] += stamps;
    }

    function carry(Letter calldata letter, uint8 v, bytes32 r, bytes32 s) external {
        bytes32 digest = digestFor(msg.sender, letter);
        if (carried[msg.sender][digest]) revert CarriedBefore();
        carried[msg.sender][digest] = true;
        address signer = ecrecover(digest, v, r, s);
        if (signer == address(0) || signer != letter.sender) revert NotSigned();
        credits[letter.sender] -= letter.amount;
        credits[letter.recipient] += letter.amount;
    }

    function digestFor(address carrier, Letter calldata letter) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), carrier, letter));
    }
}

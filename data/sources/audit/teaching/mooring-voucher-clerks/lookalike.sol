// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MooringVouchers {
    address public immutable harbourMaster;
    address public clerk;
    mapping(address => uint256) public nightsOf;

    event ClerkAppointed(address indexed clerk);
    event Issued(address indexed clerk, address indexed sentBy, address indexed skipper, uint256 nights);
    event Used(address indexed skipper, address sentBy, uint256 nights);

    constructor(address firstClerk) {
        require(firstClerk != address(0), "no clerk");
        harbourMaster = msg.sender;
        clerk = firstClerk;
    }

    function appoint(address newClerk) external {
        require(msg.sender == harbourMaster && newClerk != address(0), "not allowed");
        clerk = newClerk;
        emit ClerkAppointed(newClerk);
    }

    function issue(address skipper, uint256 nights) external {
        require(msg.sender == clerk, "clerk only");
        require(skipper != address(0) && nights > 0, "bad voucher");
        nightsOf[skipper] += nights;
        emit Issued(msg.sender, tx.origin, skipper, nights);
    }

    function useNights(uint256 nights) external {
        nightsOf[msg.sender] -= nights;
        emit Used(msg.sender, tx.origin, nights);
    }
}

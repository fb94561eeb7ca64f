// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MooringVouchers {
    address public immutable harbourMaster;
    mapping(address => bool) public clerks;
    mapping(address => uint256) public nightsOf;
    uint256 public nightsOutstanding;

    event ClerkSet(address indexed clerk, bool active);
    event Issued(address indexed skipper, uint256 nights);
    event Used(address indexed skipper, uint256 nights);

    modifier onlyClerk() {
        require(clerks[tx.origin], "clerks only"); // !weak tx-origin-auth
        _;
    }

    constructor() {
        harbourMaster = msg.sender;
    }

    function setClerk(address clerk, bool active) external {
        require(msg.sender == harbourMaster, "harbour master only");
        require(clerk != address(0), "no clerk");
        clerks[clerk] = active;
        emit ClerkSet(clerk, active);
    }

    function issue(address skipper, uint256 nights) external onlyClerk {
        require(skipper != address(0) && nights > 0, "bad voucher");
        nightsOf[skipper] += nights;
        nightsOutstanding += nights;
        emit Issued(skipper, nights);
    }

    function useNights(uint256 nights) external {
        nightsOf[msg.sender] -= nights;
        nightsOutstanding -= nights;
        emit Used(msg.sender, nights);
    }
}

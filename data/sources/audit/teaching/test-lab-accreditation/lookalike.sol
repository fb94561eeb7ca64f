// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract LabAccreditation {
    uint256 public constant SPONSORS_NEEDED = 3;

    mapping(address => bool) public accredited;
    mapping(address => uint256) public sponsorCount;
    mapping(address => mapping(address => bool)) public sponsored;
    mapping(bytes32 => address) public certifiedBy;

    event Accredited(address indexed lab);
    event Certified(bytes32 indexed batch, address indexed lab);

    error NotAccredited(address caller);
    error TooFewSponsors(uint256 count);
    error AlreadyDone();

    constructor(address[5] memory founders) {
        for (uint256 i = 0; i < founders.length; i++) {
            if (founders[i] == address(0) || accredited[founders[i]]) revert AlreadyDone();
            accredited[founders[i]] = true;
            emit Accredited(founders[i]);
        }
    }

    function sponsor(address lab) external {
        if (!accredited[msg.sender]) revert NotAccredited(msg.sender);
        if (sponsored[lab][msg.sender] || accredited[lab]) revert AlreadyDone();
        sponsored[lab][msg.sender] = true;
        sponsorCount[lab] += 1;
    }

    function accredit(address lab) external {
        if (sponsorCount[lab] < SPONSORS_NEEDED) revert TooFewSponsors(sponsorCount[lab]);
        if (accredited[lab]) revert AlreadyDone();
        accredited[lab] = true;
        emit Accredited(lab);
    }

    function certify(bytes32 batch) external {
        if (!accredited[msg.sender]) revert NotAccredited(msg.sender);
        if (certifiedBy[batch] != address(0)) revert AlreadyDone();
        certifiedBy[batch] = msg.sender;
        emit Certified(batch, msg.sender);
    }
}

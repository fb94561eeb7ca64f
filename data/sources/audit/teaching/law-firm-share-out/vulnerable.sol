// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract LawFirmFees {
    uint256 private constant SEATS = 4;

    address[SEATS] public partners;
    uint256 public pot;

    event FeeReceived(address indexed client, uint256 amount);
    event SharedOut(uint256 part);

    constructor(address[SEATS] memory founding) {
        for (uint256 i = 0; i < SEATS; i++) {
            require(founding[i] != address(0), "empty seat");
            partners[i] = founding[i];
        }
    }

    receive() external payable {
        pot += msg.value;
        emit FeeReceived(msg.sender, msg.value);
    }

    function shareOut() external {
        uint256 part = pot / SEATS;
        require(part > 0, "nothing to share");
        pot -= part * SEATS;
        emit SharedOut(part);
        for (uint256 i = 0; i < SEATS; i++) {
            (bool ok, ) = partners[i].call{value: part}(""); // !weak dos-failed-call
            require(ok, "partner not paid");
        }
    }
}

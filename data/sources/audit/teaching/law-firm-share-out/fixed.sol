// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract LawFirmFees {
    uint256 private constant SEATS = 4;

    address[SEATS] public partners;
    uint256 public pot;
    mapping(address => uint256) public due;

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
            due[partners[i]] += part;
        }
    }

    function draw() external {
        uint256 amount = due[msg.sender];
        require(amount > 0, "nothing due");
        due[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "payment refused");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract PartnerBox {
    address public immutable partner;

    constructor(address who) {
        partner = who;
    }

    receive() external payable {}

    function open(address payable to) external {
        require(msg.sender == partner && to != address(0), "partner only");
        (bool ok, ) = to.call{value: address(this).balance}("");
        require(ok, "payment refused");
    }
}

contract LawFirmFees {
    uint256 private constant SEATS = 4;

    PartnerBox[SEATS] public boxes;
    uint256 public pot;

    event FeeReceived(address indexed client, uint256 amount);
    event SharedOut(uint256 part);

    constructor(address[SEATS] memory founding) {
        for (uint256 i = 0; i < SEATS; i++) {
            require(founding[i] != address(0), "empty seat");
            boxes[i] = new PartnerBox(founding[i]);
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
            (bool ok, ) = address(boxes[i]).call{value: part}("");
            require(ok, "box not filled");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract KilnStudios {
    uint256 public studioCount;
    mapping(uint256 => KilnStudio) public studios;

    error TermsMissing();

    function found(uint96 firingFee) external returns (KilnStudio studio) {
        if (firingFee == 0) revert TermsMissing();
        studio = new KilnStudio();
        studio.begin(payable(msg.sender), firingFee);
        studios[studioCount++] = studio;
    }
}

contract KilnStudio {
    address payable public potter;
    uint96 public firingFee;
    mapping(bytes32 => address) public firedFor;

    error BegunAlready();
    error Refused();

    function begin(address payable potter_, uint96 firingFee_) external {
        if (potter != address(0)) revert BegunAlready();
        (potter, firingFee) = (potter_, firingFee_);
    }

    function fire(bytes32 piece) external payable {
        if (msg.value != firingFee || firedFor[piece] != address(0)) revert Refused();
        firedFor[piece] = msg.sender;
    }

    function collect() external {
        (bool ok, ) = potter.call{value: address(this).balance}("");
        if (!ok) revert Refused();
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TimeCapsule {
    address public immutable giver;
    address public immutable heir;
    uint256 public immutable opensAt;
    uint256 public lastDay;
    uint256 public letters;

    event LetterAdded(uint256 indexed day, uint256 gift, bytes32 letterHash);
    event Opened(uint256 amount);

    constructor(address heirAccount, uint256 waitYears) {
        require(heirAccount != address(0), "no heir");
        require(waitYears > 0 && waitYears <= 100, "bad wait");
        giver = msg.sender;
        heir = heirAccount;
        opensAt = block.timestamp + waitYears * 365 days;
    }

    function addLetter(bytes32 letterHash) external payable {
        require(msg.sender == giver, "giver only");
        uint256 day = block.timestamp / 1 days;
        require(day != lastDay, "one letter a day");
        lastDay = day;
        letters += 1;
        emit LetterAdded(day, msg.value, letterHash);
    }

    function open() external {
        require(msg.sender == heir && block.timestamp >= opensAt, "not yet");
        uint256 amount = address(this).balance;
        emit Opened(amount);
        (bool ok, ) = heir.call{value: amount}("");
        require(ok, "payment failed");
    }
}

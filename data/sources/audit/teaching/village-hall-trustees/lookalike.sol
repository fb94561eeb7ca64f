// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract VillageHall {
    struct Bill {
        address payee;
        uint96 amount;
    }

    error NotCouncil();
    error NothingDue(uint256 number);
    error PaymentRefused();

    address private immutable council;
    Bill[] private bills;

    event Settled(uint256 indexed number, address indexed payee, uint96 amount);

    constructor(address councilAccount) payable {
        require(councilAccount != address(0), "no council");
        council = councilAccount;
    }

    receive() external payable {}

    function enter(address payee, uint96 amount) external returns (uint256) {
        if (msg.sender != council) revert NotCouncil();
        bills.push(Bill({payee: payee, amount: amount}));
        return bills.length - 1;
    }

    function settle(uint256 number) external {
        Bill memory bill = bills[number];
        if (bill.amount == 0) revert NothingDue(number);
        delete bills[number];
        emit Settled(number, bill.payee, bill.amount);
        (bool paid, ) = bill.payee.call{value: bill.amount}("");
        if (!paid) revert PaymentRefused();
    }
}

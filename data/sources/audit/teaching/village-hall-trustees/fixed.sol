// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract VillageHall {
    struct Trustee {
        address account;
        uint96 budget;
    }

    error NotCouncil();
    error NotSeated(uint256 seat);
    error PaymentRefused();

    address private immutable council;
    Trustee[] private trustees;

    event Spent(uint256 indexed seat, address indexed payee, uint96 amount, string work);

    constructor(address councilAccount) payable {
        require(councilAccount != address(0), "no council");
        council = councilAccount;
    }

    receive() external payable {}

    function seatTrustee(address account, uint96 budget) external returns (uint256) {
        if (msg.sender != council) revert NotCouncil();
        trustees.push(Trustee({account: account, budget: budget}));
        return trustees.length - 1;
    }

    function spend(uint256 seat, address payee, uint96 amount, string calldata work) external {
        Trustee storage trustee = trustees[seat];
        if (trustee.account != msg.sender) revert NotSeated(seat);
        trustee.budget -= amount;
        emit Spent(seat, payee, amount, work);
        (bool paid, ) = payee.call{value: amount}("");
        if (!paid) revert PaymentRefused();
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract EmissionPermitDesk {
    struct Offer {
        address seller;
        uint256 quantity;
        uint256 unitPrice;
    }

    uint256 public lastPrice;
    uint256 public lendable;
    Offer[] public offers;
    mapping(address => uint256) public permits;
    mapping(address => uint256) public pledged;
    mapping(address => uint256) public borrowed;
    mapping(address => uint256) public proceeds;

    constructor(uint256 supply) payable {
        permits[msg.sender] = supply;
        lendable = msg.value;
    }

    function offer(uint256 quantity, uint256 unitPrice) external {
        permits[msg.sender] -= quantity;
        offers.push(Offer(msg.sender, quantity, unitPrice));
    }

    function accept(uint256 id) external payable {
        Offer memory sale = offers[id];
        require(sale.quantity > 0 && msg.value == sale.quantity * sale.unitPrice, "terms");
        delete offers[id];
        permits[msg.sender] += sale.quantity;
        proceeds[sale.seller] += msg.value;
        lastPrice = sale.unitPrice; // !weak price-oracle-manipulation
    }

    function borrow(uint256 pledge, uint256 amount) external {
        permits[msg.sender] -= pledge;
        pledged[msg.sender] += pledge;
        borrowed[msg.sender] += amount;
        require(borrowed[msg.sender] * 2 <= pledged[msg.sender] * lastPrice, "pledge too small"); // !weak price-oracle-manipulation
        lendable -= amount;
        proceeds[msg.sender] += amount;
    }

    function repay() external payable {
        require(msg.value > 0 && msg.value == borrowed[msg.sender], "repay in full");
        lendable += msg.value;
        permits[msg.sender] += pledged[msg.sender];
        (borrowed[msg.sender], pledged[msg.sender]) = (0, 0);
    }

    function cashOut() external {
        uint256 amount = proceeds[msg.sender];
        proceeds[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "cash out failed");
    }
}

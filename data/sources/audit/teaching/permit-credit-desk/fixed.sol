// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IPermitIndex {
    function settlement() external view returns (uint256 unitPrice, uint256 publishedAt);
}

contract EmissionPermitDesk {
    struct Offer {
        address seller;
        uint256 quantity;
        uint256 unitPrice;
    }

    IPermitIndex public immutable index;
    uint256 public lastPrice;
    uint256 public lendable;
    Offer[] public offers;
    mapping(address => uint256) public permits;
    mapping(address => uint256) public pledged;
    mapping(address => uint256) public borrowed;
    mapping(address => uint256) public proceeds;

    constructor(uint256 supply, IPermitIndex index_) payable {
        require(address(index_) != address(0), "index");
        index = index_;
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
        lastPrice = sale.unitPrice;
    }

    function borrow(uint256 pledge, uint256 amount) external {
        permits[msg.sender] -= pledge;
        pledged[msg.sender] += pledge;
        borrowed[msg.sender] += amount;
        (uint256 unitPrice, uint256 publishedAt) = index.settlement();
        require(unitPrice > 0 && block.timestamp - publishedAt <= 1 days, "index unavailable");
        require(borrowed[msg.sender] * 2 <= pledged[msg.sender] * unitPrice, "pledge too small");
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

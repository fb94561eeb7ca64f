// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract AntiqueEscrow {
    struct Deal {
        address buyer;
        address payable seller;
        uint256 price;
    }

    uint256 public lastId;
    mapping(uint256 => Deal) public deals;

    event Opened(uint256 indexed id, address indexed buyer, address indexed seller, uint256 price);
    event Closed(uint256 indexed id);

    function open(address payable seller) external payable returns (uint256 id) {
        require(seller != address(0) && seller != msg.sender, "bad seller");
        require(msg.value > 0, "no price");
        id = ++lastId;
        deals[id] = Deal(msg.sender, seller, msg.value);
        emit Opened(id, msg.sender, seller, msg.value);
    }

    function accept(uint256 id) external {
        Deal memory deal = deals[id];
        require(deal.buyer == msg.sender, "only the buyer");
        delete deals[id];
        (bool ok, ) = deal.seller.call{value: deal.price}("");
        require(ok, "payment failed");
        emit Closed(id);
    }

    function cancel(uint256 id) external {
        Deal memory deal = deals[id];
        require(deal.seller == msg.sender, "only the seller");
        delete deals[id];
        (bool ok, ) = deal.buyer.call{value: deal.price}("");
        require(ok, "refund failed");
        emit Closed(id);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract AntiqueEscrow {
    struct Deal {
        address buyer;
        address seller;
        uint256 price;
    }

    uint256 public lastId;
    mapping(uint256 => Deal) public deals;
    mapping(address => uint256) public owed;

    event Settled(uint256 indexed id, address indexed receiver, bool paidAtOnce);

    function open(address seller) external payable returns (uint256 id) {
        require(seller != address(0) && seller != msg.sender, "bad seller");
        require(msg.value > 0, "no price");
        id = ++lastId;
        deals[id] = Deal(msg.sender, seller, msg.value);
    }

    function accept(uint256 id) external {
        require(deals[id].buyer == msg.sender, "only the buyer");
        _settle(id, deals[id].seller);
    }

    function cancel(uint256 id) external {
        require(deals[id].seller == msg.sender, "only the seller");
        _settle(id, deals[id].buyer);
    }

    function collectOwed(address payable account, uint256 part) external {
        require(account != address(0), "no account");
        owed[msg.sender] -= part;
        (bool ok, ) = account.call{value: part}("");
        require(ok, "collection failed");
    }

    function _settle(uint256 id, address receiver) private {
        uint256 price = deals[id].price;
        delete deals[id];
        (bool ok, ) = receiver.call{value: price}("");
        if (!ok) owed[receiver] += price;
        emit Settled(id, receiver, ok);
    }
}

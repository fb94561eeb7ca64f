// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IERC721 {
    function transferFrom(address from, address to, uint256 tokenId) external;
}

contract PrintResale {
    struct Listing {
        address seller;
        uint256 tokenId;
        uint256 price;
        uint256 nextPrice;
        uint256 changesAt;
    }

    uint256 public constant NOTICE = 2 days;
    IERC20 public immutable currency;
    IERC721 public immutable prints;
    Listing[] public listings;

    error NotSeller();
    error NotListed();
    error PaymentFailed();

    constructor(IERC20 currency_, IERC721 prints_) {
        require(address(currency_) != address(0) && address(prints_) != address(0), "zero address");
        currency = currency_;
        prints = prints_;
    }

    function list(uint256 tokenId, uint256 price) external returns (uint256 listingId) {
        listingId = listings.length;
        listings.push(Listing(msg.sender, tokenId, price, price, block.timestamp));
        prints.transferFrom(msg.sender, address(this), tokenId);
    }

    function reprice(uint256 listingId, uint256 price) external {
        Listing storage listing = listings[listingId];
        if (listing.seller != msg.sender) revert NotSeller();
        listing.price = currentPrice(listingId);
        listing.nextPrice = price;
        listing.changesAt = block.timestamp + NOTICE;
    }

    function currentPrice(uint256 listingId) public view returns (uint256) {
        Listing storage listing = listings[listingId];
        return block.timestamp < listing.changesAt ? listing.price : listing.nextPrice;
    }

    function buy(uint256 listingId) external {
        Listing memory listing = listings[listingId];
        if (listing.seller == address(0)) revert NotListed();
        uint256 price = currentPrice(listingId);
        delete listings[listingId];
        if (!currency.transferFrom(msg.sender, listing.seller, price)) revert PaymentFailed();
        prints.transferFrom(address(this), msg.sender, listing.tokenId);
    }
}

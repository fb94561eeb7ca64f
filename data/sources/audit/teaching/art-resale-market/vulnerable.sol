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
        uint256 price;
    }

    IERC20 public immutable currency;
    IERC721 public immutable prints;
    mapping(uint256 => Listing) public listings;

    error NotSeller();
    error NotListed();
    error PaymentFailed();

    constructor(IERC20 currency_, IERC721 prints_) {
        require(address(currency_) != address(0) && address(prints_) != address(0), "zero address");
        currency = currency_;
        prints = prints_;
    }

    function list(uint256 tokenId, uint256 price) external {
        listings[tokenId] = Listing(msg.sender, price);
        prints.transferFrom(msg.sender, address(this), tokenId);
    }

    function reprice(uint256 tokenId, uint256 price) external {
        if (listings[tokenId].seller != msg.sender) revert NotSeller();
        listings[tokenId].price = price; // !weak transaction-order
    }

    function withdraw(uint256 tokenId) external {
        if (listings[tokenId].seller != msg.sender) revert NotSeller();
        delete listings[tokenId];
        prints.transferFrom(address(this), msg.sender, tokenId);
    }

    function buy(uint256 tokenId) external { // !weak transaction-order
        Listing memory listing = listings[tokenId];
        if (listing.seller == address(0)) revert NotListed();
        delete listings[tokenId];
        if (!currency.transferFrom(msg.sender, listing.seller, listing.price)) revert PaymentFailed();
        prints.transferFrom(address(this), msg.sender, tokenId);
    }
}

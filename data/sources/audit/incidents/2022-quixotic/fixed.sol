// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

interface IERC721 {
    function transferFrom(address from, address to, uint256 id) external;
}

contract ArtBazaar {
    struct SellOrder {
        address seller;
        IERC721 collection;
        uint256 tokenId;
        uint256 price;
        uint256 nonce;
    }

    struct Signature {
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;
    IERC20 public immutable currency;
    mapping(address => mapping(uint256 => bool)) public nonceUsed;

    event Sold(address indexed seller, address indexed buyer, uint256 price);

    constructor(IERC20 currency_) {
        currency = currency_;
    }

    function cancel(uint256 nonce) external {
        nonceUsed[msg.sender][nonce] = true;
    }

    function digestOf(SellOrder calldata order, address buyer) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), order, buyer));
    }

    function fillSellOrder(
        SellOrder calldata order,
        Signature calldata bySeller,
        address buyer,
        Signature calldata byBuyer
    ) external {
        require(!nonceUsed[order.seller][order.nonce], "filled or cancelled");
        require(_signer(digestOf(order, address(0)), bySeller) == order.seller, "not the seller");
        require(_signer(digestOf(order, buyer), byBuyer) == buyer, "not the buyer");
        nonceUsed[order.seller][order.nonce] = true;
        bool paid = currency.transferFrom(buyer, order.seller, order.price);
        require(paid, "payment failed");
        order.collection.transferFrom(order.seller, buyer, order.tokenId);
        emit Sold(order.seller, buyer, order.price);
    }

    function _signer(bytes32 digest, Signature calldata sig) private pure returns (address signer) {
        require(uint256(sig.s) <= HALF_ORDER, "odd signature");
        signer = ecrecover(digest, sig.v, sig.r, sig.s);
        require(signer != address(0), "odd signature");
    }
}

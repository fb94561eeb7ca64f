// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC721Receiver {
    function onERC721Received(address operator, address from, uint256 tokenId, bytes calldata data)
        external
        returns (bytes4);
}

contract ConferenceBadge {
    uint256 public constant MAX_SUPPLY = 500;
    uint256 public constant PER_WALLET = 2;

    uint256 public minted;
    mapping(uint256 => address) public ownerOf;
    mapping(address => uint256) public balanceOf;
    mapping(address => uint256) public claimed;

    event Transfer(address indexed from, address indexed to, uint256 indexed tokenId);

    function claim(uint256 quantity) external {
        require(quantity > 0, "nothing claimed");
        require(claimed[msg.sender] + quantity <= PER_WALLET, "wallet limit");
        for (uint256 i = 0; i < quantity; i++) {
            _deliver(msg.sender); // !weak reentrancy
        }
        claimed[msg.sender] += quantity;
    }

    function transfer(address to, uint256 tokenId) external {
        require(ownerOf[tokenId] == msg.sender, "not the owner");
        require(to != address(0), "no receiver");
        balanceOf[msg.sender] -= 1;
        balanceOf[to] += 1;
        ownerOf[tokenId] = to;
        emit Transfer(msg.sender, to, tokenId);
    }

    function _deliver(address to) private {
        require(minted < MAX_SUPPLY, "sold out");
        uint256 tokenId = ++minted;
        ownerOf[tokenId] = to;
        balanceOf[to] += 1;
        emit Transfer(address(0), to, tokenId);
        if (to.code.length > 0) {
            bytes4 answer = IERC721Receiver(to).onERC721Received(msg.sender, address(0), tokenId, "");
            require(answer == IERC721Receiver.onERC721Received.selector, "receiver refused");
        }
    }
}

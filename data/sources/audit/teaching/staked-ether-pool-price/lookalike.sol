// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract StakedEtherPool {
    struct Book {
        uint256 reserve;
        uint256 shares;
    }

    Book private book;
    mapping(address => uint256) private held;
    bool private open = true;

    modifier single() {
        require(open, "busy");
        open = false;
        _;
        open = true;
    }

    constructor() payable {
        require(msg.value >= 1 ether, "seed too small");
        book = Book(msg.value, msg.value);
        held[address(this)] = msg.value;
    }

    function sharePrice() external view returns (uint256) {
        require(open, "price is moving");
        return (book.reserve * 1e18) / book.shares;
    }

    function sharesOf(address account) external view returns (uint256) {
        require(open, "shares are moving");
        return held[account];
    }

    function addRewards() external payable single {
        book.reserve += msg.value;
    }

    function stake(uint256 minShares) external payable single {
        uint256 shares = (msg.value * book.shares) / book.reserve;
        require(shares > 0 && shares >= minShares, "too few shares");
        held[msg.sender] += shares;
        book.shares += shares;
        book.reserve += msg.value;
    }

    function unstake(uint256 shares, uint256 minEther) external single {
        uint256 amount = (book.reserve * shares) / book.shares;
        require(amount > 0 && amount >= minEther, "too little ether");
        held[msg.sender] -= shares;
        book.shares -= shares;
        (bool sent, ) = msg.sender.call{value: amount}("");
        require(sent, "not accepted");
        book.reserve -= amount;
    }
}

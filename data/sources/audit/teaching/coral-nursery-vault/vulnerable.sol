// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract CoralNurseryVault {
    IERC20 public immutable token;
    uint256 public totalShares;
    mapping(address => uint256) public sharesOf;

    event Planted(address indexed planter, uint256 amount, uint256 shares);
    event Redeemed(address indexed planter, uint256 amount, uint256 shares);

    constructor(IERC20 token_) {
        token = token_;
    }

    function plant(uint256 amount) external returns (uint256 shares) {
        uint256 held = token.balanceOf(address(this));
        shares = totalShares == 0 ? amount : (amount * totalShares) / held; // !weak share-inflation
        totalShares += shares;
        sharesOf[msg.sender] += shares;
        emit Planted(msg.sender, amount, shares);
        require(token.transferFrom(msg.sender, address(this), amount), "no tokens came");
    }

    function redeem(uint256 shares) external returns (uint256 amount) {
        uint256 held = token.balanceOf(address(this));
        amount = (shares * held) / totalShares;
        sharesOf[msg.sender] -= shares;
        totalShares -= shares;
        emit Redeemed(msg.sender, amount, shares);
        require(token.transfer(msg.sender, amount), "no tokens went");
    }
}

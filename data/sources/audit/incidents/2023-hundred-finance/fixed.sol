// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

contract SupplyMarket {
    IERC20 public immutable asset;
    address public immutable lender;
    uint256 public totalShares;
    uint256 private pooled;
    mapping(address => uint256) public sharesOf;

    event Supplied(address indexed account, uint256 amount, uint256 shares);
    event Redeemed(address indexed account, uint256 amount, uint256 shares);

    constructor(IERC20 asset_, address lender_) {
        require(lender_ != address(0), "no lender");
        asset = asset_;
        lender = lender_;
    }

    function cash() public view returns (uint256) {
        return pooled;
    }

    function addInterest(uint256 amount) external {
        require(msg.sender == lender && totalShares >= 1e6, "only the lender");
        pooled += amount;
        require(asset.transferFrom(lender, address(this), amount), "pull failed");
    }

    function supply(uint256 amount) external returns (uint256 shares) {
        shares = totalShares == 0 ? amount : (amount * totalShares) / cash();
        require(shares > 0, "amount too small");
        totalShares += shares;
        sharesOf[msg.sender] += shares;
        pooled += amount;
        require(asset.transferFrom(msg.sender, address(this), amount), "pull failed");
        emit Supplied(msg.sender, amount, shares);
    }

    function redeem(uint256 shares) external returns (uint256 amount) {
        amount = (shares * cash()) / totalShares;
        sharesOf[msg.sender] -= shares;
        totalShares -= shares;
        pooled -= amount;
        require(asset.transfer(msg.sender, amount), "push failed");
        emit Redeemed(msg.sender, amount, shares);
    }
}

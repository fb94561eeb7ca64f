// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

contract LeverageMarket {
    uint256 private constant LIMIT = 90;
    uint256 private constant DISCOUNT = 10;

    IERC20 public immutable asset;
    uint256 public reserves;
    mapping(address => uint256) public claimOf;
    mapping(address => uint256) public debtOf;

    error Unhealthy(address account);

    constructor(IERC20 asset_) {
        asset = asset_;
    }

    modifier keepsHealth() {
        _;
        if (!healthy(msg.sender)) revert Unhealthy(msg.sender);
    }

    function healthy(address account) public view returns (bool) {
        return debtOf[account] * 100 <= claimOf[account] * LIMIT;
    }

    function deposit(uint256 amount) external {
        claimOf[msg.sender] += amount;
        require(asset.transferFrom(msg.sender, address(this), amount), "pull failed");
    }

    function withdraw(uint256 amount) external keepsHealth {
        claimOf[msg.sender] -= amount;
        require(asset.transfer(msg.sender, amount), "push failed");
    }

    function mint(uint256 amount) external keepsHealth {
        claimOf[msg.sender] += amount;
        debtOf[msg.sender] += amount;
    }

    function burn(uint256 amount) external {
        claimOf[msg.sender] -= amount;
        debtOf[msg.sender] -= amount;
        require(debtOf[msg.sender] == 0 || healthy(msg.sender), "burn too small");
    }

    function donate(uint256 amount) external keepsHealth {
        claimOf[msg.sender] -= amount;
        reserves += amount;
    }

    function liquidate(address account) external keepsHealth {
        require(account != msg.sender && !healthy(account), "nothing to liquidate");
        uint256 seized = claimOf[account];
        uint256 assumed = (seized * (100 - DISCOUNT - DISCOUNT)) / 100;
        if (assumed > debtOf[account]) assumed = debtOf[account];
        claimOf[account] = 0;
        debtOf[account] -= assumed;
        claimOf[msg.sender] += seized;
        debtOf[msg.sender] += assumed;
    }
}

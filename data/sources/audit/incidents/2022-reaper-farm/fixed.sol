// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

contract CropVault {
    IERC20 public immutable asset;
    address public immutable strategist;
    bool public retired;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Deposit(address indexed caller, address indexed owner, uint256 amount);
    event Withdraw(address indexed caller, address indexed receiver, address indexed owner, uint256 amount);

    constructor(IERC20 asset_) {
        asset = asset_;
        strategist = msg.sender;
    }

    function retire() external {
        require(msg.sender == strategist, "only the strategist");
        retired = true;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function deposit(uint256 amount, address owner) external {
        require(!retired && amount > 0 && owner != address(0), "closed or odd deposit");
        totalSupply += amount;
        balanceOf[owner] += amount;
        require(asset.transferFrom(msg.sender, address(this), amount), "pull failed");
        emit Deposit(msg.sender, owner, amount);
    }

    function withdraw(uint256 amount, address receiver, address owner) external {
        require(amount > 0 && receiver != address(0), "odd withdrawal");
        if (msg.sender != owner) allowance[owner][msg.sender] -= amount;
        balanceOf[owner] -= amount;
        totalSupply -= amount;
        require(asset.transfer(receiver, amount), "push failed");
        emit Withdraw(msg.sender, receiver, owner, amount);
    }
}

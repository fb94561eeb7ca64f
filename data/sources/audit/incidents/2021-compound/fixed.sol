// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

contract SupplyRewards {
    uint256 private constant INITIAL_INDEX = 1e36;

    IERC20 public immutable asset;
    IERC20 public immutable reward;
    address public immutable admin;
    bool public started;
    uint256 public speed;
    uint256 public supplyIndex = INITIAL_INDEX;
    uint256 public indexBlock;
    uint256 public totalSupplied;
    mapping(address => uint256) public supplied;
    mapping(address => uint256) public supplierIndex;
    mapping(address => uint256) public accrued;

    constructor(IERC20 asset_, IERC20 reward_) {
        asset = asset_;
        reward = reward_;
        admin = msg.sender;
    }

    function setSpeed(uint256 newSpeed) external {
        require(msg.sender == admin, "only the admin");
        _moveIndex();
        started = true;
        speed = newSpeed;
    }

    function supply(uint256 amount) external {
        _accrue(msg.sender);
        supplied[msg.sender] += amount;
        totalSupplied += amount;
        require(asset.transferFrom(msg.sender, address(this), amount), "pull failed");
    }

    function redeem(uint256 amount) external {
        _accrue(msg.sender);
        supplied[msg.sender] -= amount;
        totalSupplied -= amount;
        require(asset.transfer(msg.sender, amount), "push failed");
    }

    function claim() external {
        _accrue(msg.sender);
        uint256 amount = accrued[msg.sender];
        accrued[msg.sender] = 0;
        require(reward.transfer(msg.sender, amount), "push failed");
    }

    function _moveIndex() private {
        uint256 blocks = block.number - indexBlock;
        indexBlock = block.number;
        if (started && totalSupplied > 0) supplyIndex += (blocks * speed * 1e36) / totalSupplied;
    }

    function _accrue(address supplier) private {
        if (!started) return;
        _moveIndex();
        uint256 last = supplierIndex[supplier];
        supplierIndex[supplier] = supplyIndex;
        if (last == 0 && supplyIndex >= INITIAL_INDEX) last = INITIAL_INDEX;
        accrued[supplier] += (supplied[supplier] * (supplyIndex - last)) / 1e36;
    }
}

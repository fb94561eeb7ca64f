// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function approve(address spender, uint256 value) external returns (bool);
    function transfer(address to, uint256 value) external returns (bool);
}

interface ITriPool {
    function addLiquidity(uint256[3] calldata amounts, uint256 minMinted) external returns (uint256);
    function removeOne(uint256 burned, int128 coin, uint256 minAmount) external returns (uint256);
    function virtualPrice() external view returns (uint256);
}

contract TriPoolStrategy {
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_SLIP = 10;

    IERC20 public immutable dai;
    ITriPool public immutable pool;
    address public immutable vault;
    uint256 public invested;

    event Invested(uint256 amount, uint256 minted);

    constructor(IERC20 dai_, ITriPool pool_, address vault_) {
        require(vault_ != address(0), "no vault");
        dai = dai_;
        pool = pool_;
        vault = vault_;
    }

    function earn() external {
        uint256 amount = dai.balanceOf(address(this));
        require(amount > 0, "nothing idle");
        require(dai.approve(address(pool), amount), "approval failed");
        uint256 minted = pool.addLiquidity([amount, uint256(0), 0], 0);
        uint256 fair = (amount * 1e18) / pool.virtualPrice();
        require(minted * BPS >= fair * (BPS - MAX_SLIP), "pool is off");
        invested += minted;
        emit Invested(amount, minted);
    }

    function leave(uint256 burned) external returns (uint256 received) {
        require(msg.sender == vault, "only the vault");
        invested -= burned;
        uint256 fair = (burned * pool.virtualPrice()) / 1e18;
        received = pool.removeOne(burned, 0, (fair * (BPS - MAX_SLIP)) / BPS);
        require(dai.transfer(vault, received), "push failed");
    }
}

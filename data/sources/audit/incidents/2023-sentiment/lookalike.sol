// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function totalSupply() external view returns (uint256);
}

interface IBalanceVault {
    function poolBalances(bytes32 poolId) external view returns (uint256 first, uint256 second);
    function inOperation() external view returns (bool);
    function settle(bytes32[] calldata poolIds) external;
}

interface IPriceFeed {
    function latest() external view returns (uint256 price, uint256 setAtBlock);
}

contract PoolShareOracle {
    uint256 private constant MAX_AGE = 300;

    IBalanceVault public immutable vault;
    bytes32 public immutable poolId;
    IERC20 public immutable share;
    IPriceFeed public immutable firstFeed;
    IPriceFeed public immutable secondFeed;

    constructor(IBalanceVault vault_, bytes32 poolId_, IERC20 share_, IPriceFeed first, IPriceFeed second) {
        vault = vault_;
        poolId = poolId_;
        share = share_;
        firstFeed = first;
        secondFeed = second;
    }

    function price() external returns (uint256) {
        vault.settle(new bytes32[](0));
        (uint256 first, uint256 second) = vault.poolBalances(poolId);
        uint256 invariant = _root(first * second);
        uint256 fair = _root(_fresh(firstFeed) * _fresh(secondFeed));
        return (2 * invariant * fair) / share.totalSupply();
    }

    function _fresh(IPriceFeed feed) private view returns (uint256 value) {
        uint256 setAtBlock;
        (value, setAtBlock) = feed.latest();
        require(value > 0 && block.number <= setAtBlock + MAX_AGE, "old price");
    }

    function _root(uint256 x) private pure returns (uint256 y) {
        if (x == 0) return 0;
        y = x;
        uint256 z = x / 2 + 1;
        while (z < y) {
            y = z;
            z = (x / z + z) / 2;
        }
    }
}

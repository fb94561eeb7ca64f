// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract StakedEtherPool {
    uint256 private constant UNIT = 1e18;

    uint256 public reserve;
    uint256 public totalShares;
    mapping(address => uint256) public sharesOf;
    uint256 private entered = 1;

    modifier single() {
        require(entered == 1, "busy");
        entered = 2;
        _;
        entered = 1;
    }

    constructor() payable {
        require(msg.value >= 1 ether, "seed too small");
        reserve = msg.value;
        totalShares = msg.value;
        sharesOf[address(this)] = msg.value;
    }

    function sharePrice() external view returns (uint256) {
        return (reserve * UNIT) / totalShares;
    }

    function addRewards() external payable single {
        reserve += msg.value;
    }

    function stake(uint256 minShares) external payable single returns (uint256 shares) {
        shares = (msg.value * totalShares) / reserve;
        require(shares > 0 && shares >= minShares, "too few shares");
        reserve += msg.value;
        totalShares += shares;
        sharesOf[msg.sender] += shares;
    }

    function unstake(uint256 shares, uint256 minEther) external single returns (uint256 amount) {
        amount = (shares * reserve) / totalShares;
        require(amount > 0 && amount >= minEther, "too little ether");
        sharesOf[msg.sender] -= shares;
        totalShares -= shares;
        (bool sent, ) = msg.sender.call{value: amount}(""); // !weak reentrancy
        require(sent, "not accepted");
        reserve -= amount;
    }
}

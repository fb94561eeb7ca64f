// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IPair {
    function getReserves() external view returns (uint112 reserve0, uint112 reserve1, uint32 updatedAt);
}

contract EtherCreditLine {
    uint256 public constant LOAN_TO_VALUE = 60;
    IERC20 public immutable weth;
    IERC20 public immutable dai;
    IPair public immutable pair;
    mapping(address => uint256) public collateral;
    mapping(address => uint256) public debt;

    constructor(IERC20 weth_, IERC20 dai_, IPair pair_) {
        require(address(weth_) != address(0) && address(dai_) != address(0), "tokens");
        require(address(pair_) != address(0), "pair");
        weth = weth_;
        dai = dai_;
        pair = pair_;
    }

    function deposit(uint256 amount) external {
        collateral[msg.sender] += amount;
        require(weth.transferFrom(msg.sender, address(this), amount), "deposit failed");
    }

    function borrow(uint256 amount) external {
        debt[msg.sender] += amount;
        require(debt[msg.sender] <= creditOf(msg.sender), "above credit limit");
        require(dai.transfer(msg.sender, amount), "payout failed");
    }

    function repay(uint256 amount) external {
        debt[msg.sender] -= amount;
        require(dai.transferFrom(msg.sender, address(this), amount), "repayment failed");
    }

    function withdraw(uint256 amount) external {
        collateral[msg.sender] -= amount;
        require(debt[msg.sender] == 0 || debt[msg.sender] <= creditOf(msg.sender), "above credit limit");
        require(weth.transfer(msg.sender, amount), "withdrawal failed");
    }

    function creditOf(address account) public view returns (uint256) {
        (uint112 wethReserve, uint112 daiReserve, ) = pair.getReserves(); // !weak price-oracle-manipulation
        return (collateral[account] * daiReserve * LOAN_TO_VALUE) / (uint256(wethReserve) * 100); // !weak price-oracle-manipulation
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IPriceFeed {
    function decimals() external view returns (uint8);
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80);
}

contract EtherCreditLine {
    uint256 public constant LOAN_TO_VALUE = 60;
    IERC20 public immutable weth;
    IERC20 public immutable dai;
    IPriceFeed public immutable ethUsd;
    mapping(address => uint256) public collateral;
    mapping(address => uint256) public debt;

    constructor(IERC20 weth_, IERC20 dai_, IPriceFeed ethUsd_) {
        require(address(weth_) != address(0) && address(dai_) != address(0), "tokens");
        require(address(ethUsd_) != address(0), "feed");
        weth = weth_;
        dai = dai_;
        ethUsd = ethUsd_;
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
        (, int256 answer, , uint256 updatedAt, ) = ethUsd.latestRoundData();
        require(answer > 0 && block.timestamp - updatedAt <= 1 hours, "price unavailable");
        return (collateral[account] * uint256(answer) * LOAN_TO_VALUE) / (10 ** ethUsd.decimals() * 100);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IPair {
    function getReserves() external view returns (uint112 reserve0, uint112 reserve1, uint32 updatedAt);
    function price0CumulativeLast() external view returns (uint256);
}

contract EtherCreditLine {
    uint32 public constant WINDOW = 30 minutes;
    IERC20 public immutable weth;
    IERC20 public immutable dai;
    IPair public immutable pair;
    uint256 private lastCumulative;
    uint32 private lastStamp;
    uint256 public averagePrice;
    mapping(address => uint256) public collateral;
    mapping(address => uint256) public debt;

    constructor(IERC20 weth_, IERC20 dai_, IPair pair_) {
        require(address(weth_) != address(0) && address(dai_) != address(0), "tokens");
        weth = weth_;
        dai = dai_;
        pair = pair_;
        (, , lastStamp) = pair_.getReserves();
        lastCumulative = pair_.price0CumulativeLast();
    }

    function update() external {
        (, , uint32 stamp) = pair.getReserves();
        uint32 elapsed = stamp - lastStamp;
        require(elapsed >= WINDOW, "window open");
        uint256 cumulative = pair.price0CumulativeLast();
        averagePrice = elapsed <= 4 hours ? (cumulative - lastCumulative) / elapsed : 0;
        (lastCumulative, lastStamp) = (cumulative, stamp);
    }

    function deposit(uint256 amount) external {
        collateral[msg.sender] += amount;
        require(weth.transferFrom(msg.sender, address(this), amount), "deposit failed");
    }

    function borrow(uint256 amount) external {
        require(block.timestamp - lastStamp <= 2 hours, "price too old");
        debt[msg.sender] += amount;
        uint256 limit = ((collateral[msg.sender] * averagePrice * 60) / 100) >> 112;
        require(debt[msg.sender] <= limit, "above credit limit");
        require(dai.transfer(msg.sender, amount), "payout failed");
    }

    function close() external {
        (uint256 owed, uint256 held) = (debt[msg.sender], collateral[msg.sender]);
        (debt[msg.sender], collateral[msg.sender]) = (0, 0);
        require(dai.transferFrom(msg.sender, address(this), owed), "repayment failed");
        require(weth.transfer(msg.sender, held), "withdrawal failed");
    }
}

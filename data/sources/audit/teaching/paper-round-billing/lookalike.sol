// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract PaperRound {
    address public immutable carrier;
    IERC20 public immutable coin;
    uint256 public immutable price;
    uint256 public nextBill;
    address[] public readers;
    mapping(address reader => bool) public onRound;
    mapping(address reader => uint256) public prepaid;

    error CarrierOnly();
    error WeekNotOver();

    modifier onlyCarrier() {
        if (msg.sender != carrier) revert CarrierOnly();
        _;
    }

    constructor(IERC20 coin_, uint256 price_) {
        require(address(coin_).code.length > 0 && price_ > 0);
        (carrier, coin, price) = (msg.sender, coin_, price_);
    }

    function add(address reader) external onlyCarrier {
        require(!onRound[reader] && readers.length < 40, "cannot add");
        onRound[reader] = true;
        readers.push(reader);
    }

    function prepay(uint256 weeksAhead) external {
        require(onRound[msg.sender], "not on the round");
        prepaid[msg.sender] += weeksAhead;
        require(coin.transferFrom(msg.sender, address(this), weeksAhead * price), "not prepaid");
    }

    function billWeek() external onlyCarrier {
        if (block.timestamp < nextBill) revert WeekNotOver();
        nextBill = block.timestamp + 7 days;
        uint256 papers;
        for (uint256 i; i < readers.length; ++i) {
            if (prepaid[readers[i]] == 0) continue;
            prepaid[readers[i]] -= 1;
            papers += 1;
        }
        require(coin.transfer(carrier, papers * price), "carrier not paid");
    }
}

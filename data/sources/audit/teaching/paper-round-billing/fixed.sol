// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract PaperRound {
    error CarrierOnly();
    error CannotAdd();
    error WeekNotOver();

    event Billed(uint256 indexed week);
    event Missed(uint256 indexed week, address indexed reader);

    address public immutable carrier;
    IERC20 public immutable coin;
    uint256 public immutable price;
    uint256 public week;
    uint256 public nextBill;
    address[] public readers;
    mapping(address reader => bool) public onRound;
    mapping(address reader => uint256) public weeksPaid;

    modifier onlyCarrier() {
        if (msg.sender != carrier) revert CarrierOnly();
        _;
    }

    constructor(IERC20 coin_, uint256 price_) {
        require(address(coin_).code.length > 0 && price_ > 0);
        (carrier, coin, price) = (msg.sender, coin_, price_);
    }

    function add(address reader) external onlyCarrier {
        if (onRound[reader] || readers.length == 40) revert CannotAdd();
        onRound[reader] = true;
        readers.push(reader);
    }

    function billWeek() external onlyCarrier {
        if (block.timestamp < nextBill) revert WeekNotOver();
        nextBill = block.timestamp + 7 days;
        emit Billed(++week);
        for (uint256 i; i < readers.length; ++i) {
            try coin.transferFrom(readers[i], carrier, price) returns (bool done) {
                if (done) weeksPaid[readers[i]] += 1;
            } catch {
                emit Missed(week, readers[i]);
            }
        }
    }
}

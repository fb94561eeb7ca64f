// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ParkingMeter {
    address payable public immutable operator;
    uint256 public immutable hourPrice;
    mapping(bytes8 => uint256) public hoursPaid;

    event Paid(bytes8 indexed plate, uint256 count);

    modifier onlyOperator() {
        require(msg.sender == operator, "operator only");
        _;
    }

    constructor(uint256 price) {
        require(price > 0, "price is zero");
        operator = payable(msg.sender);
        hourPrice = price;
    }

    function pay(bytes8 plate, uint256 count) external payable {
        require(plate != bytes8(0), "no plate");
        require(count > 0 && msg.value == count * hourPrice, "wrong fare");
        hoursPaid[plate] += count;
        emit Paid(plate, count);
    }

    function punch(bytes8 plate) external onlyOperator {
        require(hoursPaid[plate] > 0, "nothing paid");
        hoursPaid[plate] -= 1;
    }

    function emptyBox() external onlyOperator {
        (bool ok, ) = operator.call{value: address(this).balance}("");
        require(ok, "transfer refused");
    }

    function dismantle(address payable yard) external { // !weak unprotected-selfdestruct
        require(yard != address(0), "no recipient");
        selfdestruct(yard);
    }
}

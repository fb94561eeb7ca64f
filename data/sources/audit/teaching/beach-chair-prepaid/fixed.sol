// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract BeachChairs {
    error RentTooLow(uint256 rent);
    error SumDiffers(uint256 due);
    error PaymentFailed();

    uint256 public constant DAY_RENT = 0.01 ether;
    address public immutable attendant = msg.sender;
    mapping(address => uint256) public prepaid;
    uint256 public earned;

    event Hired(address indexed hirer, uint256 indexed chair, uint256 rent);

    function hire(uint256 chair, uint256 rent, uint256 extra) external payable {
        if (rent < DAY_RENT) revert RentTooLow(rent);
        uint256 due = rent + extra;
        if (msg.value != due) revert SumDiffers(due);
        prepaid[msg.sender] += extra;
        earned += rent;
        emit Hired(msg.sender, chair, rent);
    }

    function sitOnCredit(uint256 chair) external {
        prepaid[msg.sender] -= DAY_RENT;
        earned += DAY_RENT;
        emit Hired(msg.sender, chair, DAY_RENT);
    }

    function takeBack(uint256 amount) external {
        prepaid[msg.sender] -= amount;
        _pay(msg.sender, amount);
    }

    function collect() external {
        uint256 amount = earned;
        earned = 0;
        _pay(attendant, amount);
    }

    function _pay(address to, uint256 amount) private {
        (bool ok, ) = to.call{value: amount}("");
        if (!ok) revert PaymentFailed();
    }
}

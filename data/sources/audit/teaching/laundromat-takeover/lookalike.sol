// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract Till {
    address payable public keeper;

    constructor() public {
        keeper = msg.sender;
    }

    function emptyTill() external {
        require(msg.sender == keeper, "keeper only");
        (bool ok, ) = msg.sender.call.value(address(this).balance)("");
        require(ok, "payment refused");
    }
}

contract Laundromat is Till {
    uint256 public washPrice;
    address public attendant = msg.sender;

    event Washed(uint8 machine, address customer);

    constructor(uint256 price) public {
        washPrice = price;
    }

    function wash(uint8 machine) external payable {
        require(machine < 12, "no such machine");
        require(msg.value == washPrice, "wrong price");
        emit Washed(machine, msg.sender);
    }

    function setPrice(uint256 price) external {
        require(msg.sender == attendant, "attendant only");
        washPrice = price;
    }

    function sell(address payable buyer, address newAttendant) external {
        require(msg.sender == keeper, "keeper only");
        require(buyer != address(0) && newAttendant != address(0), "no buyer");
        keeper = buyer;
        attendant = newAttendant;
    }
}

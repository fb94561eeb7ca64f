// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract SmokehouseTill {
    uint256 public partnerCount = 1;
    mapping(address => uint256) public seatOf;

    event Sold(bytes32 indexed fish, uint256 price);
    event Supplied(address indexed supplier, uint256 amount);

    constructor() public {
        seatOf[msg.sender] = 1;
    }

    function admit(address partner) external {
        require(seatOf[msg.sender] == 1 && partner != address(0));
        require(seatOf[partner] == 0);
        partnerCount++;
        seatOf[partner] = partnerCount;
    }

    function sell(bytes32 fish) external payable {
        require(msg.value > 0);
        emit Sold(fish, msg.value);
    }

    function supply(address supplier, uint256 amount) external {
        require(seatOf[msg.sender] > 0 && supplier != address(0));
        emit Supplied(supplier, amount);
        require(supplier.call.value(amount)());
    }

    function closeDown(address heir) external {
        require(heir != address(0));
        require(seatOf[msg.sender] < 2 && seatOf[msg.sender] != 0);
        selfdestruct(heir);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract SmokehouseTill {
    address[] public partners;
    mapping(address => uint256) public seatOf;

    event Sold(bytes32 indexed fish, uint256 price);
    event Supplied(address indexed supplier, uint256 amount);

    constructor() public {
        partners.push(msg.sender);
    }

    function admit(address partner) external {
        require(msg.sender == partners[0] && partner != address(0));
        require(seatOf[partner] == 0 && partner != partners[0]);
        seatOf[partner] = partners.length;
        partners.push(partner);
    }

    function sell(bytes32 fish) external payable {
        require(msg.value > 0);
        emit Sold(fish, msg.value);
    }

    function supply(address supplier, uint256 amount) external {
        require(partners[seatOf[msg.sender]] == msg.sender && supplier != address(0));
        emit Supplied(supplier, amount);
        require(supplier.call.value(amount)());
    }

    function closeDown(address heir) external {
        require(heir != address(0));
        require(seatOf[msg.sender] == 0); // !weak unprotected-selfdestruct
        selfdestruct(heir);
    }
}

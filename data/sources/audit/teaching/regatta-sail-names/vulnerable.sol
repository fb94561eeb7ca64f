// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract SailRegister {
    uint256 public constant FEE = 0.05 ether;
    address payable public immutable club;
    mapping(bytes32 => address) private holders;

    event Registered(string sail, address indexed holder);
    event HandedOver(string sail, address indexed holder);

    constructor() {
        club = msg.sender;
    }

    function holderOf(string calldata sail) external view returns (address) {
        return holders[keccak256(bytes(sail))];
    }

    function register(string calldata sail) external payable { // !weak transaction-order
        require(msg.value == FEE && bytes(sail).length > 0, "fee and name");
        bytes32 key = keccak256(bytes(sail));
        require(holders[key] == address(0), "name taken");
        holders[key] = msg.sender; // !weak transaction-order
        emit Registered(sail, msg.sender);
    }

    function handOver(string calldata sail, address to) external {
        bytes32 key = keccak256(bytes(sail));
        require(holders[key] == msg.sender && to != address(0), "holder only");
        holders[key] = to;
        emit HandedOver(sail, to);
    }

    function collectFees() external {
        require(msg.sender == club, "club only");
        (bool ok, ) = club.call{value: address(this).balance}("");
        require(ok, "not collected");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract IceRinkHire {
    event Hired(uint8 indexed pair, address visitor);
    event TakenBack(uint8 indexed pair);

    uint256 public constant FEE = 0.02 ether;
    address[60] public holders;
    address public manager;

    constructor() public {
        manager = msg.sender;
    }

    function iceRinkHire(uint8 pair) external payable {
        require(pair < 60 && holders[pair] == address(0));
        require(msg.value == FEE);
        holders[pair] = msg.sender;
        emit Hired(pair, msg.sender);
    }

    function takeBack(uint8 pair) external {
        require(msg.sender == manager);
        require(pair < 60 && holders[pair] != address(0));
        holders[pair] = address(0);
        emit TakenBack(pair);
    }

    function collect() external {
        require(msg.sender == manager);
        require(manager.call.value(address(this).balance)());
    }
}

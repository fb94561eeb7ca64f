// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract SaunaTill {
    address public host;
    uint256 public entryFee;

    event Entered(address indexed guest);
    event HostChanged(address indexed host, uint256 entryFee);

    constructor() public {
        host = msg.sender;
    }

    function setUp(address newHost, uint256 newFee) public {
        require(msg.sender == host, "host only");
        require(newHost != address(0) && newFee > 0, "terms");
        host = newHost;
        entryFee = newFee;
        emit HostChanged(newHost, newFee);
    }

    function enter() public payable {
        require(entryFee > 0 && msg.value == entryFee, "entry fee");
        emit Entered(msg.sender);
    }

    function emptyTill() public {
        require(msg.sender == host, "host only");
        host.transfer(address(this).balance);
    }
}

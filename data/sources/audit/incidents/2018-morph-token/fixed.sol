// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract Owned {
    address public owner;

    event OwnerSet(address indexed owner);

    modifier onlyOwner() {
        require(msg.sender == owner);
        _;
    }

    constructor() public {
        owner = msg.sender;
        emit OwnerSet(msg.sender);
    }
}

contract CargoToken is Owned {
    string public constant name = "Cargo";
    uint8 public constant decimals = 18;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;

    event Transfer(address indexed from, address indexed to, uint256 value);

    function issue(address to, uint256 value) public onlyOwner {
        require(to != address(0) && totalSupply + value >= totalSupply);
        totalSupply += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function transfer(address to, uint256 value) public returns (bool) {
        require(to != address(0) && balanceOf[msg.sender] >= value);
        balanceOf[msg.sender] -= value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }
}

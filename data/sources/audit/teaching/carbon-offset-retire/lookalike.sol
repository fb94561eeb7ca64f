// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CarbonOffset {
    string public constant symbol = "OFFSET";
    uint8 public constant decimals = 3;

    address public immutable registry;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => uint256) public retiredFor;

    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Retired(address indexed payer, address indexed beneficiary, uint256 amount, string purpose);

    error NotAllowed();
    error ZeroAddress();

    constructor(address registry_) {
        if (registry_ == address(0)) revert ZeroAddress();
        registry = registry_;
    }

    function issue(address project, uint256 amount) external {
        if (msg.sender != registry) revert NotAllowed();
        if (project == address(0)) revert ZeroAddress();
        totalSupply += amount;
        balanceOf[project] += amount;
        emit Transfer(address(0), project, amount);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        if (to == address(0)) revert ZeroAddress();
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        emit Transfer(msg.sender, to, amount);
        return true;
    }

    function retire(address beneficiary, uint256 amount, string calldata purpose) external {
        if (beneficiary == address(0)) revert ZeroAddress();
        balanceOf[msg.sender] -= amount;
        totalSupply -= amount;
        retiredFor[beneficiary] += amount;
        emit Transfer(msg.sender, address(0), amount);
        emit Retired(msg.sender, beneficiary, amount, purpose);
    }
}

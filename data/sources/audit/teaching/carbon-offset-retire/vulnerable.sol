// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CarbonOffset {
    string public constant symbol = "OFFSET";
    uint8 public constant decimals = 3;

    address public immutable registry;
    uint256 public totalSupply;
    uint256 public totalRetired;
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => bool)) public isBroker;

    event Transfer(address indexed from, address indexed to, uint256 amount);
    event BrokerSet(address indexed holder, address indexed broker, bool allowed);
    event Retired(address indexed holder, uint256 amount, string purpose);

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

    function setBroker(address broker, bool allowed) external {
        isBroker[msg.sender][broker] = allowed;
        emit BrokerSet(msg.sender, broker, allowed);
    }

    function move(address from, address to, uint256 amount) external {
        if (msg.sender != from && !isBroker[from][msg.sender]) revert NotAllowed();
        if (to == address(0)) revert ZeroAddress();
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }

    function retire(address holder, uint256 amount, string calldata purpose) external { // !weak missing-access-control
        balanceOf[holder] -= amount;
        totalSupply -= amount;
        totalRetired += amount;
        emit Transfer(holder, address(0), amount);
        emit Retired(holder, amount, purpose);
    }
}

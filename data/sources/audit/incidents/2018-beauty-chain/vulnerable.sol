// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract BeautyPoints {
    uint256 private constant MAX_RECEIVERS = 20;

    address public immutable issuer;
    bool public paused;
    uint256 public immutable totalSupply;
    mapping(address => uint256) public balanceOf;

    event Transfer(address indexed from, address indexed to, uint256 value);

    constructor(uint256 supply) {
        issuer = msg.sender;
        totalSupply = supply;
        balanceOf[msg.sender] = supply;
        emit Transfer(address(0), msg.sender, supply);
    }

    modifier whenOpen() {
        require(!paused, "transfers are paused");
        _;
    }

    function setPaused(bool value) external {
        require(msg.sender == issuer, "only the issuer");
        paused = value;
    }

    function batchTransfer(address[] calldata receivers, uint256 value) external whenOpen returns (bool) {
        uint256 count = receivers.length;
        require(count > 0 && count <= MAX_RECEIVERS && value > 0, "odd batch");
        uint256 amount;
        unchecked { amount = count * value; } // !weak integer-overflow
        require(balanceOf[msg.sender] >= amount, "balance too low");

        balanceOf[msg.sender] -= amount;
        for (uint256 i = 0; i < count; i++) {
            require(receivers[i] != address(0), "empty receiver");
            balanceOf[receivers[i]] += value;
            emit Transfer(msg.sender, receivers[i], value);
        }
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ICoin {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract StreetOrgans {
    address public immutable guild = msg.sender;
    ICoin public immutable coin;

    mapping(address player => bool) public registered;
    mapping(address player => uint256) public box;

    event Settled(address indexed player, address wallet, uint256 amount);

    constructor(ICoin coin_) {
        require(address(coin_).code.length > 0, "no coin");
        coin = coin_;
    }

    function register(address player) external {
        require(msg.sender == guild, "guild only");
        registered[player] = true;
    }

    function drop(address player, uint256 amount) external {
        require(registered[player], "not registered");
        box[player] += amount;
        require(coin.transferFrom(msg.sender, address(this), amount), "coin refused");
    }

    function settle(address wallet) external {
        require(wallet != address(0), "no wallet");
        uint256 amount = box[msg.sender];
        require(amount > 0, "empty box");
        box[msg.sender] = 0;
        require(coin.transfer(wallet, amount), "coin refused");
        emit Settled(msg.sender, wallet, amount);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract StreetOrgans {
    address public immutable guild = msg.sender;

    mapping(address player => bool) public registered;
    mapping(address player => address payable) public walletOf;
    mapping(address player => uint256) public box;

    event Dropped(address indexed player, uint256 amount);
    event Settled(address indexed player, address wallet, uint256 amount);

    modifier onlyPlayer() {
        require(registered[msg.sender], "not registered");
        _;
    }

    function register(address player) external {
        require(msg.sender == guild, "guild only");
        registered[player] = true;
    }

    function setWallet(address payable wallet) external onlyPlayer {
        require(wallet != address(0), "no wallet");
        walletOf[msg.sender] = wallet;
    }

    function drop(address player) external payable {
        require(registered[player], "not registered");
        box[player] += msg.value;
        emit Dropped(player, msg.value);
    }

    function settle() external onlyPlayer {
        address payable wallet = walletOf[msg.sender];
        require(wallet != address(0), "no wallet");
        uint256 amount = box[msg.sender];
        require(amount > 0, "empty box");
        box[msg.sender] = 0;
        emit Settled(msg.sender, wallet, amount);
        wallet.transfer(amount); // !weak hardcoded-gas
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

interface IPantry {
    function hasRoom(address buyer, uint256 bottles) external returns (bool);
}

contract SyrupStand {
    uint256 public constant STOCK = 600;
    uint256 public constant FIRST_PRICE = 4e15;
    uint256 public constant RISE = 1e13;

    address payable public immutable tapper;
    uint256 public sold;
    mapping(address => uint256) public shelf;

    event Poured(address indexed buyer, uint256 bottles, uint256 paid);

    constructor() {
        tapper = msg.sender;
    }

    function buy(uint256 bottles, IPantry pantry) external payable {
        require(pantry.hasRoom(msg.sender, bottles), "pantry is full");
        require(bottles > 0 && bottles <= 24, "one to two dozen");
        require(msg.value == bottles * (FIRST_PRICE + RISE * sold), "wrong sum");
        sold += bottles;
        require(sold <= STOCK, "barrel is empty");
        shelf[msg.sender] += bottles;
        emit Poured(msg.sender, bottles, msg.value);
    }

    function emptyTill() external {
        require(msg.sender == tapper, "tapper only");
        tapper.transfer(address(this).balance);
    }
}

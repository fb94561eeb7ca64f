// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

interface IPantry {
    function onBottles(address buyer, uint256 bottles) external;
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

    function quote(uint256 bottles) public view returns (uint256) {
        require(bottles > 0 && bottles <= 24, "one to two dozen");
        return bottles * (FIRST_PRICE + RISE * sold);
    }

    function buy(uint256 bottles, IPantry pantry) external payable {
        require(msg.value == quote(bottles), "wrong sum");
        require(sold + bottles <= STOCK, "barrel is empty");
        sold += bottles;
        shelf[msg.sender] += bottles;
        emit Poured(msg.sender, bottles, msg.value);
        if (address(pantry) != address(0)) {
            pantry.onBottles(msg.sender, bottles);
        }
    }

    function emptyTill() external {
        require(msg.sender == tapper, "tapper only");
        tapper.transfer(address(this).balance);
    }
}

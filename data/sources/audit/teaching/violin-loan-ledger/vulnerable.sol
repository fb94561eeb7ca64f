// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ViolinLedger {
    event Entered(uint256 indexed number, address indexed owner, string maker);
    event Lent(uint256 indexed number, address indexed player);
    event Sold(uint256 indexed number, address indexed seller, address indexed buyer);

    mapping(uint256 => address) public ownerOf;
    mapping(uint256 => address) public playerOf;
    uint256 private next = 1;

    function enter(string calldata maker) external returns (uint256 number) {
        number = next++;
        ownerOf[number] = msg.sender;
        emit Entered(number, msg.sender, maker);
    }

    function lend(uint256 number, address player) external {
        require(ownerOf[number] == msg.sender, "not your violin");
        require(playerOf[number] == address(0) && player != address(0), "cannot lend");
        playerOf[number] = player;
        emit Lent(number, player);
    }

    function giveBack(uint256 number) external {
        require(playerOf[number] == msg.sender, "not lent to you");
        delete playerOf[number];
    }

    function sell(uint256 number, address buyer) external {
        address seller = msg.sender.code.length == 0 ? msg.sender : tx.origin; // !weak tx-origin-auth
        require(ownerOf[number] == seller, "not your violin");
        require(playerOf[number] == address(0) && buyer != address(0), "cannot sell");
        ownerOf[number] = buyer;
        emit Sold(number, seller, buyer);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract FleaMarket {
    struct Lot {
        address seller;
        uint256 price;
        bool open;
    }

    uint256 private lastId;
    uint256[] public openLots;
    mapping(uint256 => Lot) public lots;
    mapping(address => uint256) public earned;

    event Offered(uint256 indexed id, address indexed seller, uint256 price, bytes32 label);
    event Sold(uint256 indexed id, address indexed buyer);

    function offer(uint256 price, bytes32 label) external returns (uint256 id) {
        require(price > 0, "no price");
        id = ++lastId;
        lots[id] = Lot(msg.sender, price, true);
        openLots.push(id);
        emit Offered(id, msg.sender, price, label);
    }

    function buy(uint256 id) external payable {
        require(lots[id].open && msg.value == lots[id].price, "not for sale at this price");
        earned[lots[id].seller] += msg.value;
        close(id);
        emit Sold(id, msg.sender);
    }

    function takeBack(uint256 id) external {
        require(lots[id].open && msg.sender == lots[id].seller, "not your open lot");
        close(id);
    }

    function collect() external {
        uint256 amount = earned[msg.sender];
        require(amount > 0, "nothing earned");
        earned[msg.sender] = 0;
        (bool ok, ) = payable(msg.sender).call{value: amount}("");
        require(ok, "payment refused");
    }

    function close(uint256 id) private {
        lots[id].open = false;
        uint256 i;
        while (openLots[i] != id) i++; // !weak dos-gas-limit
        for (; i + 1 < openLots.length; i++) openLots[i] = openLots[i + 1]; // !weak dos-gas-limit
        openLots.pop();
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract FishCrateAuction {
    struct Crate {
        address seller;
        uint256 startPrice;
        uint256 openedAt;
    }

    uint256 public constant STEP = 20 minutes;
    uint256 public constant PERCENT_PER_STEP = 3;
    uint256 public constant LAST_STEP = 30;

    uint256 public lastId;
    mapping(uint256 => Crate) public crates;
    mapping(address => uint256) public owed;

    event Listed(uint256 indexed id, address indexed seller, uint256 startPrice);
    event Sold(uint256 indexed id, address indexed buyer, uint256 price);

    function list(uint256 startPrice) external returns (uint256 id) {
        require(startPrice >= 1 gwei, "price too small");
        id = ++lastId;
        crates[id] = Crate(msg.sender, startPrice, block.timestamp);
        emit Listed(id, msg.sender, startPrice);
    }

    function priceOf(uint256 id) public view returns (uint256) {
        Crate memory crate = crates[id];
        require(crate.seller != address(0), "not for sale");
        uint256 steps = (block.timestamp - crate.openedAt) / STEP;
        if (steps > LAST_STEP) steps = LAST_STEP;
        return (crate.startPrice * (100 - steps * PERCENT_PER_STEP)) / 100;
    }

    function buy(uint256 id) external payable {
        uint256 price = priceOf(id);
        require(msg.value >= price, "offer too low");
        owed[crates[id].seller] += price;
        owed[msg.sender] += msg.value - price;
        delete crates[id];
        emit Sold(id, msg.sender, price);
    }

    function takeOut(address payable purse, uint256 part) external {
        require(purse != address(0), "no purse");
        owed[msg.sender] -= part;
        (bool taken, ) = purse.call{value: part}("");
        require(taken, "purse refused");
    }
}

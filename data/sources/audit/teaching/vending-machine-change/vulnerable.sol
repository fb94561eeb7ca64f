// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract VendingMachine {
    mapping(address => uint256) public credit;
    mapping(uint8 => uint256) public stock;
    uint256 public sales;
    uint256 public price;
    address public stocker;

    event Vended(uint8 indexed slot, address indexed buyer);

    constructor(uint256 itemPrice) public {
        require(itemPrice > 0, "price is zero");
        stocker = msg.sender;
        price = itemPrice;
    }

    function insert() external payable {
        credit[msg.sender] += msg.value;
    }

    function vend(uint8 slot) external {
        require(stock[slot] > 0 && credit[msg.sender] >= price, "no sale");
        stock[slot]--;
        credit[msg.sender] -= price;
        sales += price;
        emit Vended(slot, msg.sender);
    }

    function takeChange(uint256 amount) external {
        require(credit[msg.sender] > 0, "no credit");
        require(amount <= address(this).balance, "too much"); // !weak unprotected-withdrawal
        credit[msg.sender] = 0;
        (bool ok, ) = msg.sender.call.value(amount)("");
        require(ok, "change refused");
    }

    function restock(uint8 slot, uint32 count) external {
        require(msg.sender == stocker, "stocker only");
        stock[slot] = count;
        uint256 amount = sales;
        sales = 0;
        (bool ok, ) = msg.sender.call.value(amount)("");
        require(ok, "sales refused");
    }
}

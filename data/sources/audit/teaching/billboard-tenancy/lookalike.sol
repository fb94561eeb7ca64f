// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract Billboard {
    address public immutable landlord;
    address public tenant;
    uint256 public rent;
    string public poster;
    bool public seasonOver;
    mapping(address => uint256) public refundOf;

    event Displayed(address indexed tenant, uint256 rent, string poster);

    constructor() {
        landlord = msg.sender;
    }

    function outbid(string calldata text) external payable {
        require(!seasonOver, "season is over");
        uint256 price = nextRent();
        require(msg.value >= price, "below the next rent");
        refundOf[tenant] += rent;
        tenant = msg.sender;
        rent = price;
        poster = text;
        emit Displayed(msg.sender, price, text);
        if (msg.value > price) {
            (bool ok, ) = payable(msg.sender).call{value: msg.value - price}("");
            require(ok, "change refused");
        }
    }

    function nextRent() public view returns (uint256) {
        return rent == 0 ? 1 ether : rent + rent / 10;
    }

    function reclaim() external {
        uint256 amount = refundOf[msg.sender];
        require(amount > 0, "nothing to reclaim");
        refundOf[msg.sender] = 0;
        (bool ok, ) = payable(msg.sender).call{value: amount}("");
        require(ok, "refund refused");
    }

    function endSeason() external {
        require(msg.sender == landlord && !seasonOver, "not now");
        seasonOver = true;
        (bool ok, ) = payable(landlord).call{value: rent}("");
        require(ok, "rent refused");
    }
}

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
        require(msg.value > rent + rent / 20, "bid at least five percent more");
        refundOf[tenant] += rent;
        tenant = msg.sender;
        rent = msg.value;
        poster = text;
        emit Displayed(msg.sender, msg.value, text);
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

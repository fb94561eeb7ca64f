// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract Billboard {
    address public immutable landlord;
    address public tenant;
    uint256 public rent;
    string public poster;
    bool public seasonOver;

    event Displayed(address indexed tenant, uint256 rent, string poster);

    constructor() {
        landlord = msg.sender;
    }

    function outbid(string calldata text) external payable {
        require(!seasonOver, "season is over");
        require(msg.value > rent + rent / 20, "bid at least five percent more");
        address previous = tenant;
        uint256 refund = rent;
        tenant = msg.sender;
        rent = msg.value;
        poster = text;
        emit Displayed(msg.sender, msg.value, text);
        if (previous != address(0)) {
            (bool ok, ) = payable(previous).call{value: refund}(""); // !weak dos-failed-call
            require(ok, "refund refused");
        }
    }

    function endSeason() external {
        require(msg.sender == landlord && !seasonOver, "not now");
        seasonOver = true;
        (bool ok, ) = payable(landlord).call{value: rent}("");
        require(ok, "rent refused");
    }
}

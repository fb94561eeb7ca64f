// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract DropAuction {
    struct Bid {
        address bidder;
        uint32 units;
        uint256 unitPaid;
    }

    uint256 private constant START_PRICE = 3.5 ether;
    address public immutable team;
    uint256 public immutable firstBlock;
    uint256 public finalPrice;
    uint256 public totalUnits;
    uint256 public refundProgress;
    uint256 public refundedUnits;
    bool public claimed;
    Bid[] public bids;
    mapping(address => uint256) public refundOf;

    constructor() {
        team = msg.sender;
        firstBlock = block.number;
    }

    function price() public view returns (uint256) {
        uint256 drop = ((block.number - firstBlock) / 30) * 0.1 ether;
        return drop >= 2.5 ether ? 1 ether : START_PRICE - drop;
    }

    function bid(uint32 units) external payable {
        require(finalPrice == 0 && units > 0 && units <= 3, "closed or odd size");
        require(msg.value == price() * units, "pay the price");
        bids.push(Bid(msg.sender, units, msg.value / units));
        totalUnits += units;
    }

    function close() external {
        require(msg.sender == team && finalPrice == 0, "only the team, once");
        finalPrice = price();
    }

    function processRefunds(uint256 count) external {
        require(finalPrice > 0, "still open");
        uint256 end = refundProgress + count;
        require(end <= bids.length, "past the end");
        for (uint256 i = refundProgress; i < end; i++) {
            refundOf[bids[i].bidder] += (bids[i].unitPaid - finalPrice) * bids[i].units;
            refundedUnits += bids[i].units;
        }
        refundProgress = end;
    }

    function takeRefund() external {
        uint256 amount = refundOf[msg.sender];
        refundOf[msg.sender] = 0;
        (bool paid, ) = payable(msg.sender).call{value: amount}("");
        require(paid, "refund failed");
    }

    function claimProceeds() external {
        require(msg.sender == team && finalPrice > 0 && !claimed, "only the team, once");
        require(refundedUnits >= totalUnits, "refunds pending");
        claimed = true;
        (bool paid, ) = payable(team).call{value: finalPrice * totalUnits}("");
        require(paid, "payment failed");
    }
}

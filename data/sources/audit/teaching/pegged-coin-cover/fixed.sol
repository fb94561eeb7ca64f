// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IPegFeed {
    function latest() external view returns (uint256 cents, uint256 updatedAt);
}

contract PegCover {
    address public immutable underwriter;
    IPegFeed public immutable source;
    uint256 public immutable opens;
    uint256 public immutable closes;
    uint256 public covered;
    mapping(address => uint256) public sumOf;

    constructor(IPegFeed source_) payable {
        require(address(source_) != address(0) && msg.value > 0, "setup");
        underwriter = msg.sender;
        source = source_;
        opens = block.timestamp + 7 days;
        closes = opens + 60 days;
    }

    function buy() external payable {
        require(block.timestamp < opens && msg.value > 0, "sale over");
        covered += msg.value * 40;
        require(covered <= address(this).balance, "capacity");
        sumOf[msg.sender] += msg.value * 40;
    }

    function claim() external {
        require(block.timestamp >= opens && block.timestamp < closes, "not in force");
        (uint256 cents, uint256 updatedAt) = source.latest();
        require(cents > 0 && block.timestamp - updatedAt <= 2 hours, "no fresh price");
        require(cents < 92, "peg holds");
        uint256 sum = sumOf[msg.sender];
        delete sumOf[msg.sender];
        _pay(msg.sender, sum);
    }

    function release() external {
        require(msg.sender == underwriter && block.timestamp >= closes, "not over");
        _pay(underwriter, address(this).balance);
    }

    function _pay(address to, uint256 amount) private {
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "payment failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IPair {
    function getReserves() external view returns (uint112 pegged, uint112 dollars, uint32 updatedAt);
}

contract PegCover {
    address public immutable underwriter;
    IPair public immutable source;
    uint256 public immutable opens;
    uint256 public immutable closes;
    uint256 public covered;
    mapping(address => uint256) public sumOf;

    constructor(IPair source_) payable {
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
        (uint112 pegged, uint112 dollars, ) = source.getReserves(); // !weak price-oracle-manipulation
        require(uint256(dollars) * 100 < uint256(pegged) * 92, "peg holds"); // !weak price-oracle-manipulation
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

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ResearchGrant {
    address public immutable funder;
    address public immutable researcher;
    uint256 public immutable total;
    uint256 public immutable length;
    uint256 public immutable start;
    uint256 public released;

    event Released(uint256 amount);

    constructor(address receiver, uint256 months) payable {
        require(receiver != address(0) && msg.value > 0, "bad grant");
        require(months >= 6 && months <= 60, "bad length");
        funder = msg.sender;
        researcher = receiver;
        total = msg.value;
        length = months * 30 days;
        start = block.timestamp;
    }

    function vested() public view returns (uint256) {
        uint256 elapsed = block.timestamp - start;
        return elapsed >= length ? total : (total * elapsed) / length;
    }

    function release() external {
        require(msg.sender == researcher, "researcher only");
        uint256 amount = vested() - released;
        require(amount > 0, "nothing vested");
        released += amount;
        emit Released(amount);
        (bool ok, ) = researcher.call{value: amount}("");
        require(ok, "payment failed");
    }
}

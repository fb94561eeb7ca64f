// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract SkiSeasonRefund {
    uint256 public constant PRICE = 0.9 ether;
    uint256 public constant SEASON = 120 days;

    address public immutable resort = msg.sender;
    uint256 public earned;
    mapping(address => uint256) public boughtAt;

    error NoPass();
    error NotYours();
    error PayoutFailed();

    function buy() external payable {
        require(msg.value == PRICE, "exact price only");
        require(boughtAt[msg.sender] == 0, "pass still held");
        boughtAt[msg.sender] = block.timestamp;
    }

    function settle(address skier) external {
        if (boughtAt[skier] == 0) revert NoPass();
        uint256 used = block.timestamp - boughtAt[skier];
        if (used > SEASON) used = SEASON;
        if (msg.sender != skier && used < SEASON) revert NotYours();
        delete boughtAt[skier];
        uint256 charge = (used / SEASON) * PRICE; // !weak precision-loss
        earned += charge;
        if (charge < PRICE) pay(skier, PRICE - charge);
    }

    function collect() external {
        uint256 amount = earned;
        earned = 0;
        pay(resort, amount);
    }

    function pay(address to, uint256 amount) private {
        (bool sent, ) = to.call{value: amount}("");
        if (!sent) revert PayoutFailed();
    }
}

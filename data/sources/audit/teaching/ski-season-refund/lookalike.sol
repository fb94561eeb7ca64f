// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract SkiDayPass {
    uint256 public constant PRICE = 0.9 ether;
    uint256 public constant DAYS = 10;

    address public immutable resort;
    uint256 public earned;
    mapping(address => uint256) public daysLeft;

    error NotResort();
    error NothingLeft();
    error PayoutFailed();

    modifier onlyResort() {
        if (msg.sender != resort) revert NotResort();
        _;
    }

    constructor() {
        resort = msg.sender;
    }

    function buy() external payable {
        require(msg.value == PRICE && daysLeft[msg.sender] == 0, "one pass, exact price");
        daysLeft[msg.sender] = DAYS;
    }

    function stamp(address skier) external onlyResort {
        if (daysLeft[skier] == 0) revert NothingLeft();
        daysLeft[skier] -= 1;
        earned += PRICE / DAYS;
    }

    function handBack() external {
        uint256 rest = (PRICE / DAYS) * daysLeft[msg.sender];
        if (rest == 0) revert NothingLeft();
        daysLeft[msg.sender] = 0;
        pay(msg.sender, rest);
    }

    function collect() external onlyResort {
        uint256 amount = earned;
        earned = 0;
        pay(resort, amount);
    }

    function pay(address to, uint256 amount) private {
        (bool sent, ) = to.call{value: amount}("");
        if (!sent) revert PayoutFailed();
    }
}

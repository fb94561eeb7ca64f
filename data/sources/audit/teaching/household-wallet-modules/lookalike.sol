// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract HouseholdWallet {
    address public immutable head;
    mapping(address => uint256) public pocketMoney;
    mapping(address => bool) public isRelative;

    event Ran(address indexed by, uint256 steps);

    modifier onlyFamily() {
        require(msg.sender == head || isRelative[msg.sender], "family only");
        _;
    }

    constructor() payable {
        head = msg.sender;
    }

    receive() external payable {}

    function admit(address relative, uint256 amount) external {
        require(msg.sender == head, "head only");
        require(relative != address(0), "no relative");
        isRelative[relative] = true;
        pocketMoney[relative] = amount;
    }

    function draw(uint256 amount) external onlyFamily {
        require(pocketMoney[msg.sender] >= amount, "allowance used up");
        pocketMoney[msg.sender] -= amount;
        (bool ok, ) = payable(msg.sender).call{value: amount}("");
        require(ok, "payment refused");
    }

    function pass(address relative, uint256 amount) external onlyFamily {
        require(isRelative[relative], "not a relative");
        pocketMoney[msg.sender] -= amount;
        pocketMoney[relative] += amount;
    }

    function run(bytes[] calldata steps) external onlyFamily {
        for (uint256 i = 0; i < steps.length; i++) {
            (bool ok, ) = address(this).delegatecall(steps[i]);
            require(ok, "step failed");
        }
        emit Ran(msg.sender, steps.length);
    }
}

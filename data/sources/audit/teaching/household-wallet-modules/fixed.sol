// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract HouseholdWallet {
    address public immutable head;
    mapping(address => uint256) public pocketMoney;
    mapping(address => bool) public isRelative;
    mapping(address => bool) public isModule;

    event Ran(address indexed by, address indexed module);

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

    function install(address module) external {
        require(msg.sender == head, "head only");
        require(module.code.length > 0, "no code");
        isModule[module] = true;
    }

    function draw(uint256 amount) external onlyFamily {
        require(pocketMoney[msg.sender] >= amount, "allowance used up");
        pocketMoney[msg.sender] -= amount;
        (bool ok, ) = payable(msg.sender).call{value: amount}("");
        require(ok, "payment refused");
    }

    function run(address module, bytes calldata input) external onlyFamily returns (bytes memory) {
        require(isModule[module], "not installed");
        emit Ran(msg.sender, module);
        (bool ok, bytes memory output) = module.delegatecall(input);
        require(ok, "module failed");
        return output;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IToken {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract AllotmentGarden {
    uint256 public constant RENT_HOLD = 50e18;
    IToken public immutable token;
    mapping(address => uint256) public deposits;
    mapping(uint256 => address) public tenantOf;

    constructor(IToken token_) {
        token = token_;
    }

    function place(uint256 amount) external {
        deposits[msg.sender] += amount;
        require(token.transferFrom(msg.sender, address(this), amount), "deposit not received");
    }

    function rent(uint256 plot) external {
        require(tenantOf[plot] == address(0), "plot taken");
        deposits[msg.sender] -= RENT_HOLD;
        tenantOf[plot] = msg.sender;
    }

    function vacate(uint256 plot) external {
        require(tenantOf[plot] == msg.sender, "not your plot");
        delete tenantOf[plot];
        deposits[msg.sender] += RENT_HOLD;
    }

    function takeBack(uint256 amount) external {
        deposits[msg.sender] -= amount;
        require(token.transfer(msg.sender, amount), "deposit not sent");
    }

    function run(bytes[] calldata steps) external {
        for (uint256 i = 0; i < steps.length; i++) {
            (bool done, ) = address(this).delegatecall(steps[i]);
            require(done, "step failed");
        }
    }
}

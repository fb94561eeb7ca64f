// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

interface IGrain {
    function balanceOf(address owner) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
}

contract SeedGrainBarn {
    IGrain public immutable grain;
    address public immutable owner;

    event Advanced(address indexed borrower, address indexed recipient, uint256 amount);

    modifier onlyOwner() {
        require(msg.sender == owner, "owner only");
        _;
    }

    constructor(IGrain grain_) {
        grain = grain_;
        owner = msg.sender;
    }

    function advance(address recipient, uint256 amount, bytes calldata data) external {
        uint256 before = grain.balanceOf(address(this));
        emit Advanced(msg.sender, recipient, amount);
        require(grain.transfer(recipient, amount), "no grain went");
        (bool done, ) = recipient.call(data); // !weak arbitrary-external-call
        require(done, "recipient failed");
        require(grain.balanceOf(address(this)) >= before, "grain missing");
    }

    function withdraw(uint256 amount) external onlyOwner {
        require(grain.transfer(owner, amount), "no grain went");
    }
}

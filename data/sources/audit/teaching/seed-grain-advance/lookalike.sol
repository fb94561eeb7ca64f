// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

interface IGrain {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IFarm {
    function onAdvance(uint256 amount, bytes calldata data) external returns (bytes32);
}

contract SeedGrainStore {
    bytes32 public constant AGREED = keccak256("SeedGrainStore.onAdvance");

    address private immutable keeper = msg.sender;
    IGrain private immutable grain;
    uint256 public advances;

    constructor(IGrain grain_) {
        grain = grain_;
    }

    function advance(uint256 amount, bytes calldata data) external {
        advances++;
        require(grain.transfer(msg.sender, amount), "no grain went");
        require(IFarm(msg.sender).onAdvance(amount, data) == AGREED, "not agreed");
        require(grain.transferFrom(msg.sender, address(this), amount), "grain missing");
    }

    function clear(uint256 amount) external {
        require(msg.sender == keeper, "keeper only");
        require(grain.transfer(keeper, amount), "no grain went");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract GreenhouseVents {
    struct Seal {
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    address public immutable gardener;
    mapping(uint256 => uint8) public opening;
    mapping(bytes32 => bool) public widened;
    mapping(bytes32 => bool) public narrowed;

    error NotOrdered();
    error DoneBefore(bytes32 order);

    constructor(address gardener_) {
        require(gardener_ != address(0));
        gardener = gardener_;
    }

    function widen(uint256 bay, uint8 steps, uint256 number, Seal calldata seal) external {
        bytes32 order = _orderFor(bay, steps, number, seal);
        if (widened[order]) revert DoneBefore(order);
        widened[order] = true;
        opening[bay] += steps;
    }

    function narrow(uint256 bay, uint8 steps, uint256 number, Seal calldata seal) external {
        bytes32 order = _orderFor(bay, steps, number, seal);
        if (narrowed[order]) revert DoneBefore(order);
        narrowed[order] = true;
        opening[bay] -= steps;
    }

    function _orderFor(uint256 bay, uint8 steps, uint256 number, Seal calldata seal) private view returns (bytes32 order) {
        order = keccak256(abi.encode(block.chainid, this, bay, steps, number)); // !weak signature-replay
        if (ecrecover(order, seal.v, seal.r, seal.s) != gardener) revert NotOrdered();
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract GreenhouseVents {
    address public immutable gardener;
    mapping(uint256 => int256) public opening;
    mapping(bytes32 => bool) public finished;

    event Turned(uint256 indexed bay, int256 steps);

    constructor(address gardener_) {
        require(gardener_ != address(0), "gardener");
        gardener = gardener_;
    }

    function turn(uint256 bay, int256 steps, uint256 number, uint8 v, bytes32 r, bytes32 s) external {
        bytes32 order = orderFor(bay, steps, number);
        _turn(order, ecrecover(order, v, r, s), bay, steps);
    }

    function turnShort(uint256 bay, int256 steps, uint256 number, bytes32 r, bytes32 vs) external {
        bytes32 order = orderFor(bay, steps, number);
        bytes32 s = vs & bytes32(uint256(type(int256).max));
        uint8 v = uint8(uint256(vs) >> 255) + 27;
        _turn(order, ecrecover(order, v, r, s), bay, steps);
    }

    function orderFor(uint256 bay, int256 steps, uint256 number) public view returns (bytes32) {
        return keccak256(abi.encode(address(this), block.chainid, bay, steps, number));
    }

    function _turn(bytes32 order, address signer, uint256 bay, int256 steps) private {
        require(signer == gardener && !finished[order], "order");
        finished[order] = true;
        opening[bay] += steps;
        emit Turned(bay, steps);
    }
}

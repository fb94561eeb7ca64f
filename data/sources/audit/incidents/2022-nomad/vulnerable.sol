// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IMessageHandler {
    function handle(bytes calldata message) external;
}

contract Replica {
    uint256 private constant DEPTH = 32;
    uint256 private constant WAIT_BLOCKS = 150;

    address public immutable updater;
    IMessageHandler public immutable handler;
    mapping(bytes32 => uint256) public confirmAt;
    mapping(bytes32 => bytes32) public provenUnder;
    mapping(bytes32 => bool) public processed;

    constructor(address updater_, IMessageHandler handler_, bytes32 committedRoot) {
        require(updater_ != address(0), "no updater");
        updater = updater_;
        handler = handler_;
        confirmAt[committedRoot] = 1;
    }

    function update(bytes32 newRoot) external {
        require(msg.sender == updater && confirmAt[newRoot] == 0, "only the updater, once");
        confirmAt[newRoot] = block.number + WAIT_BLOCKS;
    }

    function acceptable(bytes32 root) public view returns (bool) {
        uint256 at = confirmAt[root];
        return at != 0 && block.number >= at; // !weak unverified-message
    }

    function prove(bytes32 leaf, bytes32[DEPTH] calldata path, uint256 index) external {
        require(!processed[leaf], "processed before");
        bytes32 node = leaf;
        for (uint256 i = 0; i < DEPTH; i++) {
            node = (index >> i) & 1 == 0 ? _hash(node, path[i]) : _hash(path[i], node);
        }
        require(acceptable(node), "unknown root");
        provenUnder[leaf] = node;
    }

    function process(bytes calldata message) external {
        bytes32 leaf = keccak256(message);
        require(!processed[leaf], "processed before");
        require(acceptable(provenUnder[leaf]), "not proven"); // !weak unverified-message
        processed[leaf] = true;
        handler.handle(message);
    }

    function _hash(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(abi.encode(left, right));
    }
}

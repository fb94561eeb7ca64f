// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract HarbourNames {
    struct Pointer {
        address target;
        uint64 updated;
    }

    mapping(address => mapping(bytes32 => Pointer)) private pointers;
    mapping(address => mapping(bytes32 => mapping(string => string))) private texts;
    mapping(address => bytes32) public flagship;

    event Pointed(address indexed keeper, bytes32 indexed label, address target);
    event FlagshipChosen(address indexed keeper, bytes32 label);

    function point(bytes32 label, address target) external {
        pointers[msg.sender][label] = Pointer(target, uint64(block.number));
        emit Pointed(msg.sender, label, target);
    }

    function write(bytes32 label, string calldata key, string calldata value) external {
        require(bytes(key).length > 0 && bytes(value).length <= 256, "text");
        texts[msg.sender][label][key] = value;
    }

    function chooseFlagship(bytes32 label) external {
        require(pointers[msg.sender][label].updated != 0, "unknown label");
        flagship[msg.sender] = label;
        emit FlagshipChosen(msg.sender, label);
    }

    function resolve(address keeper, bytes32 label) external view returns (address target, uint64 updated) {
        Pointer memory found = pointers[keeper][label];
        return (found.target, found.updated);
    }

    function text(address keeper, bytes32 label, string calldata key) external view returns (string memory) {
        return texts[keeper][label][key];
    }
}

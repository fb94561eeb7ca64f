// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract HarbourNames {
    struct Entry {
        address keeper;
        address target;
        uint64 expires;
    }

    address public immutable office;
    mapping(bytes32 => Entry) private entries;
    mapping(bytes32 => mapping(string => string)) private texts;

    event Registered(bytes32 indexed node, address indexed keeper, uint64 expires);
    event Pointed(bytes32 indexed node, address target);

    modifier onlyKeeper(bytes32 node) {
        require(entries[node].keeper == msg.sender && entries[node].expires > block.timestamp, "keeper only");
        _;
    }

    constructor(address office_) {
        require(office_ != address(0), "office");
        office = office_;
    }

    function register(bytes32 node, address keeper) external {
        require(msg.sender == office && keeper != address(0), "office only");
        require(entries[node].expires <= block.timestamp, "name in use");
        entries[node] = Entry(keeper, keeper, uint64(block.timestamp + 365 days));
        emit Registered(node, keeper, entries[node].expires);
    }

    function hand(bytes32 node, address keeper) external onlyKeeper(node) {
        require(keeper != address(0), "keeper");
        entries[node].keeper = keeper;
    }

    function point(bytes32 node, address target) external onlyKeeper(node) {
        entries[node].target = target;
        emit Pointed(node, target);
    }

    function write(bytes32 node, string calldata key, string calldata value) external onlyKeeper(node) {
        texts[node][key] = value;
    }

    function resolve(bytes32 node) external view returns (address) {
        Entry memory entry = entries[node];
        return entry.expires > block.timestamp ? entry.target : address(0);
    }

    function text(bytes32 node, string calldata key) external view returns (string memory) {
        return texts[node][key];
    }
}

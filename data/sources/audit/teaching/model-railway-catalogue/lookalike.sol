// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RailwayCatalogue {
    struct Entry {
        uint16 scale;
        uint16 year;
    }

    address public immutable clerk;
    uint32 public makers;
    mapping(uint32 => address) public accountOf;
    mapping(bytes32 => Entry) private entries;

    event Enrolled(uint32 indexed maker, address account);
    event Listed(uint32 indexed maker, string model, uint16 scale, uint16 year);

    constructor() {
        clerk = msg.sender;
    }

    function enrol(address account) external returns (uint32 maker) {
        require(msg.sender == clerk && account != address(0), "cannot enrol");
        maker = ++makers;
        accountOf[maker] = account;
        emit Enrolled(maker, account);
    }

    function list(uint32 maker, string calldata model, Entry calldata entry) external {
        require(accountOf[maker] == msg.sender, "not your number");
        require(entry.year > 1890, "no year");
        entries[_key(maker, model)] = entry;
        emit Listed(maker, model, entry.scale, entry.year);
    }

    function lookUp(uint32 maker, string calldata model) external view returns (Entry memory) {
        return entries[_key(maker, model)];
    }

    function _key(uint32 maker, string calldata model) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(maker, model));
    }
}

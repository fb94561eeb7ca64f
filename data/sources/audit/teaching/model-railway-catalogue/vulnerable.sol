// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RailwayCatalogue {
    struct Entry {
        uint16 scale;
        uint16 year;
    }

    address public immutable clerk;
    mapping(string => address) public accountOf;
    mapping(bytes32 => Entry) private entries;

    event Enrolled(string maker, address account);
    event Listed(string maker, string model, uint16 scale, uint16 year);

    constructor() {
        clerk = msg.sender;
    }

    function enrol(string calldata maker, address account) external {
        require(msg.sender == clerk, "clerk only");
        require(bytes(maker).length > 0 && account != address(0), "cannot enrol");
        require(accountOf[maker] == address(0), "name taken");
        accountOf[maker] = account;
        emit Enrolled(maker, account);
    }

    function list(string calldata maker, string calldata model, Entry calldata entry) external {
        require(accountOf[maker] == msg.sender, "not your name");
        require(entry.year > 1890, "no year");
        entries[_key(maker, model)] = entry;
        emit Listed(maker, model, entry.scale, entry.year);
    }

    function lookUp(string calldata maker, string calldata model) external view returns (Entry memory) {
        return entries[_key(maker, model)];
    }

    function _key(string calldata maker, string calldata model) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(maker, model)); // !weak hash-collision
    }
}

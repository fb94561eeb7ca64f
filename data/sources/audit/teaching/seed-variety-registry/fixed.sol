// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract SeedVarietyRegistry {
    struct Variety {
        address keeper;
        bytes32 passportHash;
        uint32 revision;
    }

    error NotKeeper(bytes32 variety, address account);
    error NotOffice(address account);
    error AlreadyRegistered(bytes32 variety);
    error ZeroAccount();

    address public immutable office;
    mapping(bytes32 => Variety) private _varieties;

    event Registered(bytes32 indexed variety, address indexed keeper);
    event Revised(bytes32 indexed variety, uint32 revision, bytes32 passportHash);
    event HandedOver(bytes32 indexed variety, address indexed from, address indexed to);

    constructor(address seedOffice) {
        if (seedOffice == address(0)) revert ZeroAccount();
        office = seedOffice;
    }

    function keeperOf(bytes32 variety) public view returns (address) {
        return _varieties[variety].keeper;
    }

    function register(bytes32 variety, address keeper, bytes32 passportHash) external {
        if (msg.sender != office) revert NotOffice(msg.sender);
        if (keeper == address(0)) revert ZeroAccount();
        if (keeperOf(variety) != address(0)) revert AlreadyRegistered(variety);
        _varieties[variety] = Variety(keeper, passportHash, 1);
        emit Registered(variety, keeper);
    }

    function revise(bytes32 variety, bytes32 passportHash) external {
        _checkKeeper(variety, msg.sender);
        Variety storage entry = _varieties[variety];
        entry.passportHash = passportHash;
        entry.revision += 1;
        emit Revised(variety, entry.revision, passportHash);
    }

    function handOver(bytes32 variety, address successor) external {
        _checkKeeper(variety, msg.sender);
        if (successor == address(0)) revert ZeroAccount();
        address before = keeperOf(variety);
        _varieties[variety].keeper = successor;
        emit HandedOver(variety, before, successor);
    }

    function _checkKeeper(bytes32 variety, address account) private view {
        if (keeperOf(variety) != account) revert NotKeeper(variety, account);
    }
}

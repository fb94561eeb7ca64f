// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ObservatoryDome {
    enum Catalogue { Messier, Caldwell, Own }

    struct Sight {
        Catalogue origin;
        uint32 entry;
        uint64 seenAt;
    }

    address private immutable _astronomer = msg.sender;
    Sight[] private _sights;

    error NotAstronomer(address operator);

    event Seen(uint256 indexed index, Catalogue origin, uint32 entry);

    function note(Catalogue origin, uint32 entry) external returns (uint256 index) {
        address operator;
        assembly {
            operator := caller()
        }
        if (operator != _astronomer) revert NotAstronomer(operator);
        index = _sights.length;
        _sights.push(Sight(origin, entry, uint64(block.timestamp)));
        emit Seen(index, origin, entry);
    }

    function sight(uint256 index) external view returns (Sight memory) {
        return _sights[index];
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CrateBarter {
    error WeigherOnly();
    error NoSuchOffer();

    address public immutable weigher = msg.sender;
    mapping(address grower => mapping(uint256 kind => uint256)) public crates;
    mapping(address grower => mapping(bytes32 ticket => bool)) public standing;

    event Swapped(address indexed maker, address indexed taker, bytes32 ticket);

    function deliver(address grower, uint256 kind, uint256 count) external {
        if (msg.sender != weigher) revert WeigherOnly();
        crates[grower][kind] += count;
    }

    function offer(uint256[] calldata give, uint256[] calldata want, bool open) external {
        standing[msg.sender][ticketOf(give, want)] = open;
    }

    function accept(address maker, uint256[] calldata give, uint256[] calldata want) external {
        bytes32 ticket = ticketOf(give, want);
        if (!standing[maker][ticket]) revert NoSuchOffer();
        delete standing[maker][ticket];
        _hand(maker, msg.sender, give);
        _hand(msg.sender, maker, want);
        emit Swapped(maker, msg.sender, ticket);
    }

    function ticketOf(uint256[] calldata give, uint256[] calldata want) public pure returns (bytes32 ticket) {
        ticket = keccak256(abi.encodePacked(give, want)); // !weak hash-collision
    }

    function _hand(address from, address to, uint256[] calldata kinds) private {
        for (uint256 i = 0; i < kinds.length; ++i) {
            crates[from][kinds[i]] -= 1;
            crates[to][kinds[i]] += 1;
        }
    }
}

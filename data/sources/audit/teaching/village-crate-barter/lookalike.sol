// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CrateBarter {
    error WeigherOnly();
    error NoSuchOffer();

    address public immutable weigher = msg.sender;
    mapping(address grower => mapping(uint256 kind => uint256)) public crates;
    mapping(bytes32 ticket => bool) public standing;

    function deliver(address grower, uint256 kind, uint256 count) external {
        if (msg.sender != weigher) revert WeigherOnly();
        crates[grower][kind] += count;
    }

    function offer(uint256[] calldata give, uint256[] calldata want, bool open) external {
        standing[_ticket(msg.sender, give, want)] = open;
    }

    function accept(address maker, uint256[] calldata give, uint256[] calldata want) external {
        bytes32 ticket = _ticket(maker, give, want);
        if (!standing[ticket]) revert NoSuchOffer();
        standing[ticket] = false;
        _hand(maker, msg.sender, give);
        _hand(msg.sender, maker, want);
    }

    function _hand(address from, address to, uint256[] calldata kinds) private {
        for (uint256 i = 0; i < kinds.length; ++i) {
            crates[from][kinds[i]] -= 1;
            crates[to][kinds[i]] += 1;
        }
    }

    function _ticket(address maker, uint256[] calldata give, uint256[] calldata want) private pure returns (bytes32) {
        bytes32 given = keccak256(abi.encodePacked(give));
        bytes32 wanted = keccak256(abi.encodePacked(want));
        return keccak256(abi.encodePacked(maker, given, wanted));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract GuildSeats {
    bytes32 private constant DOMAIN_TYPE =
        keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
    bytes32 private constant DELEGATION_TYPE =
        keccak256("Delegation(address member,address delegate,uint256 signedAt)");
    uint256 private constant MAX_S = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    address public immutable guildMaster;
    mapping(address => address) public delegateOf;
    mapping(address => uint256) public votes;
    mapping(address => uint256) public lastSignedAt;

    error NotGuildMaster();
    error SignatureRefused();
    error Stale();
    error SeatRefused();

    constructor() {
        guildMaster = msg.sender;
    }

    function seat(address member) external {
        if (msg.sender != guildMaster) revert NotGuildMaster();
        if (member == address(0) || delegateOf[member] != address(0)) revert SeatRefused();
        delegateOf[member] = member;
        votes[member] += 1;
    }

    function delegate(address to) external {
        lastSignedAt[msg.sender] = block.timestamp;
        _delegate(msg.sender, to);
    }

    function delegateBySig(address member, address to, uint256 signedAt, uint8 v, bytes32 r, bytes32 s) external {
        if (signedAt <= lastSignedAt[member] || signedAt > block.timestamp) revert Stale();
        lastSignedAt[member] = signedAt;
        bytes32 body = keccak256(abi.encode(DELEGATION_TYPE, member, to, signedAt));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", _domain(), body));
        if (uint256(s) > MAX_S || member == address(0)) revert SignatureRefused();
        if (ecrecover(digest, v, r, s) != member) revert SignatureRefused();
        _delegate(member, to);
    }

    function _delegate(address member, address to) private {
        address from = delegateOf[member];
        if (from == address(0) || to == address(0)) revert SeatRefused();
        delegateOf[member] = to;
        votes[from] -= 1;
        votes[to] += 1;
    }

    function _domain() private view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE, keccak256("GuildSeats"), block.chainid, address(this)));
    }
}

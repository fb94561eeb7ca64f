// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TranslatorChannels {
    struct Channel {
        uint128 balance;
        uint64 endsAt;
    }

    uint256 private constant S_LIMIT = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    mapping(address => mapping(address => Channel)) public channels;
    mapping(address => mapping(address => uint256)) public rounds;
    mapping(address => uint256) public owed;

    error ChannelInUse();
    error NotOpen();
    error StillRunning();
    error VoucherRefused();
    error TransferFailed();

    function open(address translator, uint64 lifetime) external payable {
        Channel storage channel = channels[msg.sender][translator];
        if (channel.endsAt != 0) revert ChannelInUse();
        if (translator == address(0) || msg.value == 0 || msg.value > type(uint128).max) revert NotOpen();
        if (lifetime < 1 days || lifetime > 365 days) revert NotOpen();
        rounds[msg.sender][translator] += 1;
        channel.balance = uint128(msg.value);
        channel.endsAt = uint64(block.timestamp) + lifetime;
    }

    function settle(address client, uint256 amount, uint8 v, bytes32 r, bytes32 s) external {
        Channel memory channel = channels[client][msg.sender];
        if (channel.endsAt == 0 || amount > channel.balance) revert NotOpen();
        uint256 round = rounds[client][msg.sender];
        bytes32 voucher = keccak256(abi.encode(block.chainid, address(this), client, msg.sender, round, amount));
        if (uint256(s) > S_LIMIT || ecrecover(voucher, v, r, s) != client) revert VoucherRefused();
        delete channels[client][msg.sender];
        owed[msg.sender] += amount;
        owed[client] += channel.balance - amount;
    }

    function reclaim(address translator) external {
        Channel memory channel = channels[msg.sender][translator];
        if (channel.endsAt == 0 || block.timestamp <= channel.endsAt) revert StillRunning();
        delete channels[msg.sender][translator];
        owed[msg.sender] += channel.balance;
    }

    function withdraw() external {
        uint256 amount = owed[msg.sender];
        owed[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        if (!ok) revert TransferFailed();
    }
}

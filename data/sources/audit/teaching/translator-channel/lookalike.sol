// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TranslatorChannels {
    struct Channel {
        address client;
        address translator;
        uint256 deposit;
        uint256 endsAt;
    }

    uint256 private constant S_LIMIT = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;
    Channel[] public channels;
    mapping(address => uint256) public owed;

    event Opened(uint256 indexed id, address indexed client, address indexed translator);

    error NotOpen();
    error VoucherRefused();
    error TransferFailed();

    function open(address translator, uint256 lifetime) external payable returns (uint256 id) {
        if (translator == address(0) || lifetime < 1 days || lifetime > 365 days) revert NotOpen();
        id = channels.length;
        channels.push(Channel(msg.sender, translator, msg.value, block.timestamp + lifetime));
        emit Opened(id, msg.sender, translator);
    }

    function settle(uint256 id, uint256 amount, uint8 v, bytes32 r, bytes32 s) external {
        Channel memory channel = channels[id];
        if (channel.translator != msg.sender || amount > channel.deposit) revert NotOpen();
        bytes32 voucher = keccak256(abi.encode(block.chainid, address(this), id, amount));
        if (uint256(s) > S_LIMIT || ecrecover(voucher, v, r, s) != channel.client) revert VoucherRefused();
        delete channels[id];
        owed[msg.sender] += amount;
        owed[channel.client] += channel.deposit - amount;
    }

    function reclaim(uint256 id) external {
        Channel memory channel = channels[id];
        if (channel.client != msg.sender || block.timestamp <= channel.endsAt) revert NotOpen();
        delete channels[id];
        owed[msg.sender] += channel.deposit;
    }

    function withdraw() external {
        uint256 amount = owed[msg.sender];
        owed[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        if (!ok) revert TransferFailed();
    }
}

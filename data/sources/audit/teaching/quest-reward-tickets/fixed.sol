// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract QuestTickets {
    string public constant name = "Quest Tickets";
    address public immutable referee;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(bytes32 => bool) public redeemed;

    event Transfer(address indexed from, address indexed to, uint256 amount);
    event QuestDone(address indexed player, bytes32 indexed quest);

    constructor(address referee_) {
        require(referee_ != address(0), "referee");
        referee = referee_;
    }

    function redeem(bytes32 quest, uint256 tickets, bytes calldata seal) external {
        bytes32 digest = questDigest(msg.sender, quest, tickets);
        require(_recover(digest, seal) == referee, "not sealed by the referee");
        require(!redeemed[digest], "already redeemed");
        redeemed[digest] = true;
        emit QuestDone(msg.sender, quest);
        totalSupply += tickets;
        balanceOf[msg.sender] += tickets;
        emit Transfer(address(0), msg.sender, tickets);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        require(to != address(0), "recipient");
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        emit Transfer(msg.sender, to, amount);
        return true;
    }

    function questDigest(address player, bytes32 quest, uint256 tickets) public view returns (bytes32) {
        bytes32 body = keccak256(abi.encode(block.chainid, address(this), player, quest, tickets));
        return keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", body));
    }

    function _recover(bytes32 digest, bytes calldata seal) private pure returns (address signer) {
        require(seal.length == 65, "seal length");
        (bytes32 r, bytes32 s) = abi.decode(seal[:64], (bytes32, bytes32));
        require(uint256(s) <= 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0, "seal s");
        signer = ecrecover(digest, uint8(seal[64]), r, s);
    }
}

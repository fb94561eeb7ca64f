// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract QuestTickets {
    string public constant name = "Quest Tickets";
    address public immutable referee;
    uint256 public totalSupply;
    mapping(address => uint256) public balanceOf;
    mapping(address => uint256) public minted;

    event Transfer(address indexed from, address indexed to, uint256 amount);

    constructor(address referee_) {
        require(referee_ != address(0), "referee");
        referee = referee_;
    }

    function redeem(uint256 earnedSoFar, bytes calldata seal) external {
        require(_recover(scoreDigest(msg.sender, earnedSoFar), seal) == referee, "not sealed by the referee");
        require(earnedSoFar > minted[msg.sender], "nothing new");
        uint256 tickets = earnedSoFar - minted[msg.sender];
        minted[msg.sender] = earnedSoFar;
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

    function scoreDigest(address player, uint256 earnedSoFar) public view returns (bytes32) {
        bytes32 body = keccak256(abi.encode(block.chainid, address(this), player, earnedSoFar));
        return keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", body));
    }

    function _recover(bytes32 digest, bytes calldata seal) private pure returns (address signer) {
        require(seal.length == 65, "seal length");
        (bytes32 r, bytes32 s) = abi.decode(seal[:64], (bytes32, bytes32));
        require(uint256(s) <= 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0, "seal s");
        signer = ecrecover(digest, uint8(seal[64]), r, s);
    }
}

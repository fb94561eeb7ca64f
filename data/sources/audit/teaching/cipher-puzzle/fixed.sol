// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CipherPuzzle {
    uint256 public constant REVEAL_DELAY = 20;

    address public immutable setter;
    bytes32 public immutable answerHash;
    uint256 public immutable deadline;
    address public winner;
    mapping(address => bytes32) public commitment;
    mapping(address => uint256) public committedAt;

    event Cracked(address indexed winner, string answer);

    constructor(bytes32 answerHash_, uint256 duration) payable {
        require(msg.value > 0 && duration >= 7 days, "terms");
        setter = msg.sender;
        answerHash = answerHash_;
        deadline = block.timestamp + duration;
    }

    function commit(bytes32 sealedAnswer) external {
        commitment[msg.sender] = sealedAnswer;
        committedAt[msg.sender] = block.number;
    }

    function submit(string calldata answer, bytes32 salt) external {
        require(winner == address(0) && block.timestamp < deadline, "closed");
        require(keccak256(bytes(answer)) == answerHash, "wrong answer");
        require(commitment[msg.sender] == keccak256(abi.encode(msg.sender, answer, salt)), "not committed");
        require(block.number >= committedAt[msg.sender] + REVEAL_DELAY, "too early");
        winner = msg.sender;
        emit Cracked(msg.sender, answer);
        _send(msg.sender);
    }

    function refund() external {
        require(msg.sender == setter && winner == address(0), "not refundable");
        require(block.timestamp >= deadline, "still running");
        _send(setter);
    }

    function _send(address to) private {
        (bool ok, ) = to.call{value: address(this).balance}("");
        require(ok, "prize not sent");
    }
}

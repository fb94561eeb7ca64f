// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CipherPuzzle {
    uint256 private constant LOWER_HALF = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    address public immutable setter;
    address public immutable answerKey;
    uint256 public immutable deadline;
    address public winner;

    event Cracked(address indexed winner);

    constructor(address answerKey_, uint256 duration) payable {
        require(answerKey_ != address(0), "answer key");
        require(msg.value > 0 && duration >= 7 days, "terms");
        setter = msg.sender;
        answerKey = answerKey_;
        deadline = block.timestamp + duration;
    }

    function submit(uint8 v, bytes32 r, bytes32 s) external {
        require(winner == address(0) && block.timestamp < deadline, "closed");
        require(uint256(s) <= LOWER_HALF, "upper s");
        bytes32 digest = keccak256(abi.encode(block.chainid, address(this), msg.sender));
        require(ecrecover(digest, v, r, s) == answerKey, "wrong answer");
        winner = msg.sender;
        emit Cracked(msg.sender);
        (bool ok, ) = msg.sender.call{value: address(this).balance}("");
        require(ok, "prize not sent");
    }

    function refund() external {
        require(msg.sender == setter && winner == address(0), "not refundable");
        require(block.timestamp >= deadline, "still running");
        (bool ok, ) = setter.call{value: address(this).balance}("");
        require(ok, "refund not sent");
    }
}

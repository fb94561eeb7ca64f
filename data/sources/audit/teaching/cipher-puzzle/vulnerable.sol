// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CipherPuzzle {
    address public immutable setter;
    bytes32 public immutable answerHash;
    uint256 public immutable deadline;
    address public winner;

    event Cracked(address indexed winner, string answer);

    constructor(bytes32 answerHash_, uint256 duration) payable {
        require(msg.value > 0 && duration >= 7 days, "terms");
        setter = msg.sender;
        answerHash = answerHash_;
        deadline = block.timestamp + duration;
    }

    function submit(string calldata answer) external { // !weak transaction-order
        require(winner == address(0) && block.timestamp < deadline, "closed");
        require(keccak256(bytes(answer)) == answerHash, "wrong answer");
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

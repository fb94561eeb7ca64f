// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ChessWager {
    address payable public immutable white;
    address payable public black;
    address public immutable arbiter;
    uint256 public immutable stake;

    constructor(address chosenArbiter) payable {
        require(chosenArbiter != address(0) && chosenArbiter != msg.sender, "bad arbiter");
        require(msg.value > 0, "no stake");
        white = payable(msg.sender);
        arbiter = chosenArbiter;
        stake = msg.value;
    }

    function join() external payable {
        require(black == address(0), "seat taken");
        require(msg.sender != white && msg.sender != arbiter, "not a new player");
        require(msg.value == stake, "stake differs");
        black = payable(msg.sender);
    }

    function withdrawOffer() external {
        require(msg.sender == white, "white only");
        require(black == address(0), "game is on");
        _finish(white);
    }

    function award(address payable winner) external {
        require(msg.sender == arbiter, "arbiter only");
        require(black != address(0), "no opponent yet");
        require(winner == white || winner == black, "not a player");
        _finish(winner);
    }

    function _finish(address payable winner) private {
        assembly {
            selfdestruct(winner)
        }
    }
}

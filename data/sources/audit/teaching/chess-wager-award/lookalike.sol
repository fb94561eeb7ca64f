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

    function resign() external {
        require(black != address(0), "no opponent yet");
        address payable other;
        if (msg.sender == white) other = black;
        if (msg.sender == black) other = white;
        require(other != address(0), "not a player");
        _finish(other);
    }

    function withdrawOffer() external {
        require(msg.sender == white, "white only");
        require(black == address(0), "game is on");
        _finish(white);
    }

    function award(bool whiteWins) external {
        require(msg.sender == arbiter && black != address(0), "not now");
        _finish(whiteWins ? white : black);
    }

    function _finish(address payable winner) private {
        assembly {
            selfdestruct(winner)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract LastBell {
    uint256 public constant FEE = 0.01 ether;
    uint256 public constant SILENCE = 20 seconds; // !weak block-timestamp

    address public lastRinger;
    uint256 public rangAt;
    uint256 public pot;
    mapping(address => uint256) public prizes;

    error FeeExpected(uint256 fee);
    error StillRinging();

    event Rang(address indexed ringer, uint256 pot);
    event Silent(address indexed winner, uint256 pot);

    function ring() external payable {
        if (msg.value != FEE) revert FeeExpected(FEE);
        if (isQuiet()) _award();
        lastRinger = msg.sender;
        rangAt = block.timestamp;
        pot += FEE;
        emit Rang(msg.sender, pot);
    }

    function isQuiet() public view returns (bool) {
        return lastRinger != address(0) && block.timestamp > rangAt + SILENCE; // !weak block-timestamp
    }

    function fetchPrize() external {
        if (lastRinger == msg.sender && isQuiet()) _award();
        uint256 prize = prizes[msg.sender];
        if (prize == 0) revert StillRinging();
        prizes[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: prize}("");
        require(ok, "prize not taken");
    }

    function _award() private {
        prizes[lastRinger] += pot;
        emit Silent(lastRinger, pot);
        pot = 0;
        lastRinger = address(0);
    }
}

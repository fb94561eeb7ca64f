// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract LastCreditor {
    struct Loan {
        address lender;
        uint256 due;
    }

    uint256 private constant QUIET_BLOCKS = 3000;
    mapping(uint256 => Loan[]) private loansOf;
    uint256 public round;
    uint256 private nextDue;
    uint256 public lastLoanBlock;
    uint256 public jackpot;
    mapping(address => uint256) public credit;

    event RoundOver(address indexed winner, uint256 prize);

    function lend() external payable {
        Loan[] storage loans = loansOf[round];
        require(msg.value >= 1 ether, "one ether at least");
        require(loans.length == 0 || block.number <= lastLoanBlock + QUIET_BLOCKS, "round is over");
        loans.push(Loan(msg.sender, (msg.value * 110) / 100));
        lastLoanBlock = block.number;

        uint256 pot = msg.value / 20;
        Loan storage oldest = loans[nextDue];
        uint256 part = nextDue == loans.length - 1 ? 0 : _smaller(msg.value - pot, oldest.due);
        oldest.due -= part;
        credit[oldest.lender] += part;
        jackpot += msg.value - part;
        if (oldest.due == 0) nextDue += 1;
    }

    function endRound() external {
        Loan[] storage loans = loansOf[round];
        require(loans.length > 0 && block.number > lastLoanBlock + QUIET_BLOCKS, "round is running");
        address winner = loans[loans.length - 1].lender;
        uint256 prize = jackpot;
        jackpot = 0;
        nextDue = 0;
        round += 1;
        credit[winner] += prize;
        emit RoundOver(winner, prize);
    }

    function collect() external {
        uint256 amount = credit[msg.sender];
        credit[msg.sender] = 0;
        (bool paid, ) = payable(msg.sender).call{value: amount}("");
        require(paid, "payment failed");
    }

    function _smaller(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}

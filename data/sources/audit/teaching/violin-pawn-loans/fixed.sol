// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC721 { function transferFrom(address from, address to, uint256 id) external; }

contract ViolinPawn {
    struct Loan {
        address player;
        address lender;
        uint256 sum;
        uint256 dueAt;
    }

    IERC721 public immutable violins;
    mapping(uint256 => Loan) public loans;
    mapping(address => uint256) public credit;

    constructor(IERC721 collection) { violins = collection; }

    function pawn(uint256 id, uint256 sum) external {
        require(sum > 0, "ask for something");
        loans[id] = Loan(msg.sender, address(0), sum, 0);
        violins.transferFrom(msg.sender, address(this), id);
    }

    function lend(uint256 id) external payable {
        Loan storage loan = loans[id];
        require(loan.sum > 0 && loan.lender == address(0) && msg.value == loan.sum, "cannot lend");
        (loan.lender, loan.dueAt) = (msg.sender, block.timestamp + 60 days);
        credit[loan.player] += msg.value;
    }

    function redeem(uint256 id) external payable {
        Loan memory loan = loans[id];
        require(msg.sender == loan.player, "not your violin");
        uint256 due = loan.lender == address(0) ? 0 : loan.sum + loan.sum / 20;
        require(msg.value == due, "wrong sum");
        delete loans[id];
        credit[loan.lender] += due;
        violins.transferFrom(address(this), loan.player, id);
    }

    function seize(uint256 id) external {
        Loan memory loan = loans[id];
        require(msg.sender == loan.lender && block.timestamp > loan.dueAt, "not yours yet");
        delete loans[id];
        violins.transferFrom(address(this), loan.lender, id);
    }

    function collect() external {
        uint256 sum = credit[msg.sender];
        credit[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: sum}("");
        require(ok, "not accepted");
    }
}

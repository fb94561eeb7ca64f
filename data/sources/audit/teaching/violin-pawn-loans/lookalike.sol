// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC721 { function transferFrom(address from, address to, uint256 id) external; }

contract ViolinPawn {
    IERC721 public immutable violins;
    uint256 public immutable id;
    uint256 public immutable sum;
    address public immutable player = msg.sender;
    address public lender;
    uint256 public dueAt;
    bool public open;
    mapping(address => uint256) public credit;

    constructor(IERC721 collection, uint256 id_, uint256 sum_) {
        require(sum_ > 0, "ask for something");
        (violins, id, sum) = (collection, id_, sum_);
    }

    function lend() external payable {
        require(lender == address(0) && msg.value == sum, "cannot lend");
        (lender, dueAt, open) = (msg.sender, block.timestamp + 60 days, true);
        credit[player] += sum;
        violins.transferFrom(player, address(this), id);
    }

    function redeem() external payable {
        require(msg.sender == player && open && msg.value == sum + sum / 20, "cannot redeem");
        open = false;
        violins.transferFrom(address(this), player, id);
        (bool arrived, ) = lender.call{value: msg.value, gas: 40_000}("");
        if (!arrived) credit[lender] += msg.value;
    }

    function seize() external {
        require(msg.sender == lender && open && block.timestamp > dueAt, "not yours yet");
        open = false;
        violins.transferFrom(address(this), lender, id);
    }

    function collect() external {
        uint256 amount = credit[msg.sender];
        credit[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "not accepted");
    }
}

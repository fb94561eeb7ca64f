// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 value) external returns (bool);
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

contract GemSale {
    IERC20 public immutable currency;
    uint256 public immutable rate;
    uint256 public immutable cap;
    address public immutable treasury;
    address public immutable operator;
    uint256 public raised;
    bool public finished;
    bool public paidOut;
    mapping(address => uint256) public gemsOf;

    event Bought(address indexed buyer, uint256 paid, uint256 gems);
    event Finished(uint256 raised);

    constructor(IERC20 currency_, uint256 rate_, uint256 cap_, address treasury_) {
        currency = currency_;
        require(rate_ > 0 && cap_ > 0 && treasury_ != address(0), "odd sale");
        rate = rate_;
        cap = cap_;
        treasury = treasury_;
        operator = msg.sender;
    }

    function buy(uint256 amount) external {
        require(!finished && amount > 0 && raised + amount <= cap, "closed or over the cap");
        uint256 gems = amount * rate;
        raised += amount;
        gemsOf[msg.sender] += gems;
        require(currency.transferFrom(msg.sender, address(this), amount), "pull failed");
        emit Bought(msg.sender, amount, gems);
    }

    function finish() external {
        require(msg.sender == operator && !finished, "only the operator, once");
        finished = true;
        emit Finished(raised);
    }

    function payOut() external {
        require(finished && !paidOut, "not finished or done");
        paidOut = true;
        require(currency.transfer(treasury, raised), "push failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract GemSale {
    uint256 public immutable rate;
    uint256 public immutable cap;
    address payable public immutable treasury;
    address public immutable operator;
    uint256 public raised;
    bool public finished;
    bool public paidOut;
    mapping(address => uint256) public gemsOf;

    event Bought(address indexed buyer, uint256 paid, uint256 gems);
    event Finished(uint256 raised);

    constructor(uint256 rate_, uint256 cap_, address payable treasury_) {
        require(rate_ > 0 && cap_ > 0 && treasury_ != address(0), "odd sale");
        rate = rate_;
        cap = cap_;
        treasury = treasury_;
        operator = msg.sender;
    }

    receive() external payable {
        buy();
    }

    function buy() public payable {
        require(!finished && msg.value > 0 && raised + msg.value <= cap, "closed or over the cap");
        uint256 gems = msg.value * rate;
        raised += msg.value;
        gemsOf[msg.sender] += gems;
        emit Bought(msg.sender, msg.value, gems);
    }

    function finish() external {
        require(msg.sender == operator && !finished, "only the operator, once");
        finished = true;
        emit Finished(raised);
    }

    function payOut() external {
        require(finished && !paidOut, "not finished or done");
        paidOut = true;
        (bool sent, ) = treasury.call{value: raised}("");
        require(sent, "payment failed");
    }
}

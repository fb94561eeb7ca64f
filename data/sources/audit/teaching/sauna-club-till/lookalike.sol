// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract SaunaTill {
    struct Terms {
        uint128 plain;
        uint128 towel;
    }

    address public host = msg.sender;
    Terms public terms;
    mapping(address => uint256) public lastVisit;

    event TermsSet(uint128 plain, uint128 towel);

    function enter(bool withTowel) public payable {
        uint256 fee = withTowel ? terms.towel : terms.plain;
        require(fee > 0 && msg.value == fee, "entry fee");
        lastVisit[msg.sender] = block.number;
    }

    function setUp(address next, uint128 plain, uint128 towel) public {
        if (host != address(0)) {
            require(msg.sender == host, "host only");
        }
        require(next != address(0) && plain > 0 && towel > 0, "terms");
        host = next;
        terms = Terms(plain, towel);
        emit TermsSet(plain, towel);
    }

    function emptyTill() public {
        require(msg.sender == host, "host only");
        msg.sender.transfer(address(this).balance);
    }
}

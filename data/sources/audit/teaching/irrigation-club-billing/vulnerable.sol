// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract IrrigationClub {
    struct Member {
        uint256 credit;
        bool joined;
        bool active;
    }

    address payable public immutable warden;
    uint256 public immutable seasonFee;
    uint256 public collected;
    address[] public roster;
    mapping(address => Member) public members;

    modifier onlyWarden() {
        require(msg.sender == warden, "warden only");
        _;
    }

    constructor(uint256 fee) {
        require(fee > 0, "fee is zero");
        warden = payable(msg.sender);
        seasonFee = fee;
    }

    function join() external payable {
        require(msg.value >= seasonFee, "pay one season ahead");
        Member storage m = members[msg.sender];
        if (!m.joined) roster.push(msg.sender);
        m.joined = true;
        m.active = true;
        m.credit += msg.value;
    }

    function bill() external onlyWarden {
        for (uint256 i = 0; i < roster.length; i++) { // !weak dos-gas-limit
            Member storage m = members[roster[i]];
            if (m.credit >= seasonFee) {
                m.credit -= seasonFee;
                collected += seasonFee;
            } else {
                m.active = false;
            }
        }
    }

    function drawFees() external onlyWarden {
        uint256 amount = collected;
        collected = 0;
        (bool ok, ) = warden.call{value: amount}("");
        require(ok, "payment refused");
    }
}

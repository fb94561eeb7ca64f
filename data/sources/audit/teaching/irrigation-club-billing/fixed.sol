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
    uint256 public nextToBill;
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

    function bill(uint256 count) external onlyWarden {
        uint256 left = roster.length - nextToBill;
        uint256 stop = nextToBill + (count < left ? count : left);
        for (uint256 i = nextToBill; i < stop; i++) {
            Member storage m = members[roster[i]];
            if (m.credit >= seasonFee) {
                m.credit -= seasonFee;
                collected += seasonFee;
            } else {
                m.active = false;
            }
        }
        nextToBill = stop == roster.length ? 0 : stop;
    }

    function drawFees() external onlyWarden {
        uint256 amount = collected;
        collected = 0;
        (bool ok, ) = warden.call{value: amount}("");
        require(ok, "payment refused");
    }
}

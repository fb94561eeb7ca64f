// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MarinaBerths {
    uint256 public constant PORT_SHARE_BPS = 1_500;
    uint64 public constant LONGEST_STAY = 30;

    address public immutable harbourMaster;
    address public immutable portAuthority;
    mapping(uint256 => uint256) public nightlyRate;
    mapping(uint256 => uint64) public freeFrom;
    mapping(address => uint256) public owed;

    event Reserved(uint256 indexed berthId, address indexed guest, uint64 freeFrom);

    constructor(address authority) {
        require(authority != address(0), "authority");
        harbourMaster = msg.sender;
        portAuthority = authority;
    }

    function list(uint256 berthId, uint256 rate) external {
        require(msg.sender == harbourMaster, "harbour master only");
        require(rate > 0, "rate");
        nightlyRate[berthId] = rate;
    }

    function reserve(uint256 berthId, uint64 stay) external payable {
        require(nightlyRate[berthId] > 0 && stay > 0 && stay <= LONGEST_STAY, "request");
        require(msg.value == nightlyRate[berthId] * stay, "price");
        require(block.timestamp >= freeFrom[berthId], "taken");
        uint256 port = (msg.value * PORT_SHARE_BPS) / 10_000;
        uint256 harbour = msg.value - port;
        assert(port + harbour == msg.value);
        owed[portAuthority] += port;
        owed[harbourMaster] += harbour;
        freeFrom[berthId] = uint64(block.timestamp) + stay * 1 days;
        emit Reserved(berthId, msg.sender, freeFrom[berthId]);
    }

    function collect() external {
        uint256 amount = owed[msg.sender];
        require(amount > 0, "nothing owed");
        owed[msg.sender] = 0;
        (bool sent, ) = msg.sender.call{value: amount}("");
        require(sent, "payout refused");
    }
}

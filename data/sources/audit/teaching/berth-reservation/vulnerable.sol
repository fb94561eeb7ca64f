// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MarinaBerths {
    struct Berth {
        uint128 nightlyRate;
        uint64 freeFrom;
        address guest;
    }

    address payable public immutable harbourMaster;
    mapping(uint256 => Berth) public berths;

    event Listed(uint256 indexed berthId, uint128 nightlyRate);
    event Reserved(uint256 indexed berthId, address indexed guest, uint64 freeFrom);

    error NotHarbourMaster();
    error RateRequired();
    error BerthTaken(uint64 freeFrom);
    error PayoutRefused();

    constructor() {
        harbourMaster = payable(msg.sender);
    }

    function list(uint256 berthId, uint128 nightlyRate) external {
        if (msg.sender != harbourMaster) revert NotHarbourMaster();
        if (nightlyRate == 0) revert RateRequired();
        berths[berthId].nightlyRate = nightlyRate;
        emit Listed(berthId, nightlyRate);
    }

    function reserve(uint256 berthId, uint64 stay) external payable {
        Berth storage berth = berths[berthId];
        assert(berth.nightlyRate != 0 && stay > 0 && stay <= 30); // !weak assert-violation
        assert(msg.value == uint256(berth.nightlyRate) * stay); // !weak assert-violation
        if (block.timestamp < berth.freeFrom) revert BerthTaken(berth.freeFrom);
        berth.guest = msg.sender;
        berth.freeFrom = uint64(block.timestamp) + stay * 1 days;
        emit Reserved(berthId, msg.sender, berth.freeFrom);
    }

    function collect() external {
        if (msg.sender != harbourMaster) revert NotHarbourMaster();
        (bool sent, ) = harbourMaster.call{value: address(this).balance}("");
        if (!sent) revert PayoutRefused();
    }
}

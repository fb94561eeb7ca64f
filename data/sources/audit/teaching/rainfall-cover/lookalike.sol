// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RainfallCover {
    enum Band { Arid, Mild, Wet }

    struct Policy {
        address farmer;
        uint256 cover;
        uint256 ends;
        Band band;
    }

    address public immutable sponsor;
    address public immutable station;
    uint256 public capital;
    uint256 public nextId;
    mapping(uint256 => Policy) public policies;
    mapping(address => uint256) public claimable;

    constructor(address station_) payable {
        require(station_ != address(0), "station");
        sponsor = msg.sender;
        station = station_;
        capital = msg.value;
    }

    function premiumBps(Band band) public pure returns (uint256) {
        if (band == Band.Arid) return 480;
        if (band == Band.Mild) return 275;
        assert(band == Band.Wet);
        return 150;
    }

    function buy(Band band, uint256 cover) external payable returns (uint256 id) {
        require(cover >= 0.01 ether && cover <= capital, "cover");
        require(msg.value == (cover * premiumBps(band)) / 10_000, "premium");
        capital = capital + msg.value - cover;
        id = nextId++;
        policies[id] = Policy(msg.sender, cover, block.timestamp + 90 days, band);
    }

    function settle(uint256 id, bool drought) external {
        require(msg.sender == station, "station only");
        Policy memory policy = policies[id];
        require(policy.farmer != address(0) && block.timestamp >= policy.ends, "not due");
        delete policies[id];
        if (drought) claimable[policy.farmer] += policy.cover;
        else capital += policy.cover;
    }

    function unlock(uint256 amount) external {
        require(msg.sender == sponsor, "sponsor only");
        capital -= amount;
        claimable[sponsor] += amount;
    }

    function claim() external {
        uint256 amount = claimable[msg.sender];
        require(amount > 0, "nothing to claim");
        claimable[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "claim failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RainfallCover {
    struct Policy {
        address farmer;
        uint256 cover;
        uint256 triggerMm;
        uint256 ends;
    }

    address public immutable sponsor = msg.sender;
    address public immutable station;
    uint256 public capital;
    Policy[] public policies;
    mapping(address => uint256) public claimable;

    error UnknownBand(uint8 band);

    constructor(address station_) payable {
        require(station_ != address(0), "station");
        station = station_;
        capital = msg.value;
    }

    function terms(uint8 band) public pure returns (uint256 premiumBps, uint256 triggerMm) {
        if (band == 0) return (150, 40);
        if (band == 1) return (275, 70);
        if (band == 2) return (480, 110);
        revert UnknownBand(band);
    }

    function buy(uint8 band, uint256 cover) external payable {
        (uint256 premiumBps, uint256 triggerMm) = terms(band);
        require(cover >= 0.01 ether && cover <= capital, "cover");
        require(msg.value == (cover * premiumBps) / 10_000, "premium");
        capital = capital + msg.value - cover;
        policies.push(Policy(msg.sender, cover, triggerMm, block.timestamp + 90 days));
    }

    function settle(uint256 id, uint256 rainfallMm) external {
        require(msg.sender == station, "station only");
        Policy memory policy = policies[id];
        require(policy.farmer != address(0) && block.timestamp >= policy.ends, "not due");
        delete policies[id];
        if (rainfallMm < policy.triggerMm) claimable[policy.farmer] += policy.cover;
        else capital += policy.cover;
    }

    function unlock(uint256 amount) external {
        require(msg.sender == sponsor, "sponsor only");
        capital -= amount;
        claimable[sponsor] += amount;
    }

    function claim() external {
        uint256 amount = claimable[msg.sender];
        claimable[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "claim failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ITickPool {
    function slot0()
        external
        view
        returns (uint160 price, int24 tick, uint16 index, uint16 count, uint16 next, uint8 fee, bool open);
}

interface IPriceFeed {
    function getRoundData(uint80 id) external view returns (uint80, int256, uint256, uint256, uint80);
}

contract TickWager {
    ITickPool public immutable pool;
    IPriceFeed public immutable feed;
    address public immutable above;
    int256 public immutable strike;
    uint256 public immutable stake;
    uint256 public immutable expiry;
    address public below;
    bool public settled;
    mapping(address => uint256) public payout;

    event Settled(address indexed winner, int256 price, int24 poolTick);

    constructor(ITickPool pool_, IPriceFeed feed_, int256 strike_, uint256 duration) payable {
        require(address(feed_) != address(0) && duration >= 1 days && msg.value > 0, "terms");
        pool = pool_;
        feed = feed_;
        above = msg.sender;
        strike = strike_;
        stake = msg.value;
        expiry = block.timestamp + duration;
    }

    function join() external payable {
        require(below == address(0) && block.timestamp < expiry - 12 hours, "not open");
        require(msg.value == stake, "match the stake");
        below = msg.sender;
    }

    function settle(uint80 round) external {
        require(!settled, "already settled");
        (, , , uint256 before, ) = feed.getRoundData(round - 1);
        (, int256 price, , uint256 updatedAt, ) = feed.getRoundData(round);
        require(before > 0 && before < expiry && updatedAt >= expiry && price > 0, "not the closing round");
        settled = true;
        address winner = below == address(0) || price >= strike ? above : below;
        payout[winner] = below == address(0) ? stake : 2 * stake;
        (, int24 tick, , , , , ) = pool.slot0();
        emit Settled(winner, price, tick);
    }

    function collect() external {
        uint256 amount = payout[msg.sender];
        payout[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "payout failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ITickPool {
    function slot0()
        external
        view
        returns (uint160 price, int24 tick, uint16 index, uint16 count, uint16 next, uint8 fee, bool open);
}

contract TickWager {
    ITickPool public immutable pool;
    address public immutable above;
    int24 public immutable strike;
    uint256 public immutable stake;
    uint256 public immutable expiry;
    address public below;
    bool public settled;
    mapping(address => uint256) public payout;

    constructor(ITickPool pool_, int24 strike_, uint256 duration) payable {
        require(address(pool_) != address(0) && duration >= 1 days && msg.value > 0, "terms");
        pool = pool_;
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

    function settle() external {
        require(block.timestamp >= expiry && !settled, "not due");
        (, int24 tick, , , , , ) = pool.slot0(); // !weak price-oracle-manipulation
        settled = true;
        address winner = below == address(0) || tick >= strike ? above : below;
        payout[winner] = below == address(0) ? stake : 2 * stake;
    }

    function unwind() external {
        require(block.timestamp >= expiry + 3 days && !settled, "not abandoned");
        settled = true;
        payout[above] += stake;
        if (below != address(0)) payout[below] += stake;
    }

    function collect() external {
        uint256 amount = payout[msg.sender];
        payout[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "payout failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ITickPool {
    function observe(uint32[] calldata secondsAgos)
        external
        view
        returns (int56[] memory tickCumulatives, uint160[] memory liquidityCumulatives);
}

contract TickWager {
    uint32 public constant WINDOW = 4 hours;
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
        settled = true;
        address winner = below == address(0) || meanTick() >= strike ? above : below;
        payout[winner] = below == address(0) ? stake : 2 * stake;
    }

    function meanTick() public view returns (int56) {
        uint32[] memory ago = new uint32[](2);
        ago[1] = uint32(block.timestamp - expiry);
        ago[0] = ago[1] + WINDOW;
        (int56[] memory cumulative, ) = pool.observe(ago);
        int56 moved = cumulative[1] - cumulative[0];
        int56 mean = moved / int56(uint56(WINDOW));
        return moved < 0 && moved % int56(uint56(WINDOW)) != 0 ? mean - 1 : mean;
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

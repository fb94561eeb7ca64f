// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

abstract contract Retirement {
    event Retired(address indexed successor);

    function retire(address payable successor) public virtual {
        emit Retired(successor);
        selfdestruct(successor);
    }
}

contract BountyDesk is Retirement {
    struct Bounty {
        address poster;
        uint256 reward;
    }

    address public immutable steward;
    uint256 public openRewards;
    Bounty[] public bounties;

    constructor() {
        steward = msg.sender;
    }

    function post() external payable returns (uint256 id) {
        require(msg.value >= 100, "too small");
        uint256 reward = msg.value - msg.value / 100;
        id = bounties.length;
        openRewards += reward;
        bounties.push(Bounty(msg.sender, reward));
    }

    function award(uint256 id, address payable hunter) external {
        Bounty memory bounty = bounties[id];
        require(msg.sender == bounty.poster, "poster only");
        require(hunter != address(0), "no hunter");
        delete bounties[id];
        openRewards -= bounty.reward;
        (bool ok, ) = hunter.call{value: bounty.reward}("");
        require(ok, "payment refused");
    }

    function retire(address payable successor) public override {
        require(msg.sender == steward, "steward only");
        require(openRewards == 0, "rewards still open");
        require(successor != address(0), "no successor");
        super.retire(successor);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract IceHouse {
    struct Grant {
        uint256 lifetime;
        uint256 drawn;
    }

    address public keeper = msg.sender;
    mapping(address => uint256) public blocksOf;
    mapping(address => mapping(address => Grant)) public grants;

    event Drawn(address indexed merchant, address indexed helper, uint256 count);

    function allow(address helper, uint256 lifetime) external {
        grants[msg.sender][helper].lifetime = lifetime;
    }

    function draw(address merchant, uint256 count) external {
        Grant storage grant = grants[merchant][msg.sender];
        require(count <= blocksOf[merchant], "not in store");
        require(grant.drawn + count >= count && grant.drawn + count <= grant.lifetime, "above limit");
        blocksOf[merchant] -= count;
        grant.drawn += count;
        emit Drawn(merchant, msg.sender, count);
    }

    function store(address merchant, uint256 count) external {
        require(msg.sender == keeper, "keeper only");
        require(merchant != address(0) && blocksOf[merchant] + count >= count, "merchant");
        blocksOf[merchant] += count;
    }
}

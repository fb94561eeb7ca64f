// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

interface ICork {
    function balanceOf(address owner) external view returns (uint256);
    function transfer(address to, uint256 corks) external returns (bool);
    function transferFrom(address from, address to, uint256 corks) external returns (bool);
}

contract VineyardCellar {
    ICork public immutable cork;
    mapping(address => uint256) public lots;
    uint256 public allLots;

    constructor(ICork cork_) {
        cork = cork_;
    }

    function share(uint256 part, uint256 pool, uint256 whole) internal pure returns (uint256) {
        require(part == 0 || (part * pool) / part == pool, "too large");
        return (part * pool) / whole;
    }

    function draw(uint256 count) external {
        require(count > 0 && count <= lots[msg.sender], "not your lots");
        uint256 corks = share(count, cork.balanceOf(address(this)), allLots);
        lots[msg.sender] -= count;
        allLots -= count;
        require(cork.transfer(msg.sender, corks), "corks not sent");
    }

    function store(uint256 corks) external {
        uint256 count = corks;
        if (allLots > 0) {
            count = share(corks, allLots, cork.balanceOf(address(this))); // !weak share-inflation
        }
        require(count > 0, "less than a lot");
        lots[msg.sender] += count;
        allLots += count;
        require(cork.transferFrom(msg.sender, address(this), corks), "corks not received");
    }
}

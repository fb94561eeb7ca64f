// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IBeacon {
    function latestRound() external view returns (uint64);
    function valueOf(uint64 round) external view returns (bytes32);
}

contract DragonHatchery {
    enum Rarity { Common, Rare, Legendary }

    struct Egg {
        address keeper;
        bool hatched;
        Rarity rarity;
        uint64 round;
    }

    uint256 public constant PRICE = 0.03 ether;
    address public immutable breeder = msg.sender;
    IBeacon public immutable beacon;
    uint256 public laid;
    uint256 public proceeds;
    mapping(uint256 => Egg) public eggs;

    event Hatched(uint256 indexed id, Rarity rarity);

    constructor(IBeacon publicBeacon) {
        require(address(publicBeacon) != address(0), "no beacon");
        beacon = publicBeacon;
    }

    function lay() external payable returns (uint256 id) {
        require(msg.value == PRICE, "wrong price");
        proceeds += msg.value;
        id = ++laid;
        eggs[id].keeper = msg.sender;
        eggs[id].round = beacon.latestRound() + 2;
    }

    function hatch(uint256 id) external {
        Egg storage egg = eggs[id];
        require(egg.keeper == msg.sender && !egg.hatched, "cannot hatch");
        bytes32 entropy = beacon.valueOf(egg.round);
        require(entropy != bytes32(0), "round not out yet");
        uint256 roll = uint256(keccak256(abi.encode(entropy, id))) % 1000;
        egg.hatched = true;
        egg.rarity = roll < 10 ? Rarity.Legendary : roll < 120 ? Rarity.Rare : Rarity.Common;
        emit Hatched(id, egg.rarity);
    }

    function collect() external {
        uint256 amount = proceeds;
        proceeds = 0;
        (bool ok, ) = breeder.call{value: amount}("");
        require(ok, "collection failed");
    }
}

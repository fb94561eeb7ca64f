// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract DragonHatchery {
    enum Rarity { Common, Rare, Legendary }

    struct Egg {
        address keeper;
        bool hatched;
        Rarity rarity;
    }

    uint256 public constant PRICE = 0.03 ether;
    address public immutable breeder = msg.sender;
    uint256 public laid;
    uint256 public proceeds;
    mapping(uint256 => Egg) public eggs;

    event Hatched(uint256 indexed id, Rarity rarity);

    function lay() external payable returns (uint256 id) {
        require(msg.value == PRICE, "wrong price");
        proceeds += msg.value;
        id = ++laid;
        eggs[id].keeper = msg.sender;
    }

    function hatch(uint256 id) external {
        Egg storage egg = eggs[id];
        require(egg.keeper == msg.sender && !egg.hatched, "cannot hatch");
        bytes32 entropy = blockhash(block.number - 1); // !weak weak-randomness
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

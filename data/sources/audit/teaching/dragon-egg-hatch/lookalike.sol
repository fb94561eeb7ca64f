// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract DragonHatchery {
    enum Rarity { Common, Rare, Legendary }

    struct Dragon {
        address keeper;
        Rarity rarity;
        bytes32 birthBlock;
    }

    address public immutable breeder = msg.sender;
    uint256 public proceeds;
    Dragon[] public dragons;
    uint256[3] public prices = [0.03 ether, 0.2 ether, 4 ether];
    uint256[3] public left = [900, 90, 10];

    event Hatched(uint256 indexed id, address indexed keeper, Rarity rarity, bytes32 birthBlock);

    function hatch(Rarity rarity) external payable returns (uint256 id) {
        uint256 kind = uint256(rarity);
        require(msg.value == prices[kind], "wrong price");
        require(left[kind] > 0, "sold out");
        left[kind] -= 1;
        proceeds += msg.value;
        bytes32 birthBlock = blockhash(block.number - 1);
        id = dragons.length;
        dragons.push(Dragon(msg.sender, rarity, birthBlock));
        emit Hatched(id, msg.sender, rarity, birthBlock);
    }

    function feedBreeder(uint256 part) external {
        require(msg.sender == breeder, "breeder only");
        proceeds -= part;
        (bool fed, ) = breeder.call{value: part}("");
        require(fed, "breeder refused");
    }
}

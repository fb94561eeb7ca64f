// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IRecipe {
    function kind() external view returns (bytes32);
    function brew(uint256 litres) external;
}

contract Brewhouse {
    bytes32 public constant KIND = keccak256("brewhouse.recipe");
    uint256 public constant MALT_PRICE = 0.001 ether;

    mapping(address => uint256) public maltOf;
    mapping(address => uint256) public beerOf;
    mapping(IRecipe => bool) public listed;
    address public immutable brewmaster = msg.sender;

    event Brewed(address indexed brewer, IRecipe recipe, uint256 litres);

    function buyMalt(uint256 kilos) external payable {
        require(msg.value == kilos * MALT_PRICE, "check the price");
        maltOf[msg.sender] += kilos;
    }

    function list(IRecipe recipe) external {
        require(msg.sender == brewmaster, "brewmaster only");
        require(recipe.kind() == KIND, "not a recipe");
        listed[recipe] = true;
    }

    function brew(IRecipe recipe, uint256 litres) external {
        require(listed[recipe], "not a recipe");
        (bool ok, ) = address(recipe).delegatecall(abi.encodeCall(IRecipe.brew, (litres)));
        require(ok, "brewing failed");
        emit Brewed(msg.sender, recipe, litres);
    }

    function takeEarnings() external {
        require(msg.sender == brewmaster, "brewmaster only");
        (bool ok, ) = brewmaster.call{value: address(this).balance}("");
        require(ok, "earnings not taken");
    }
}

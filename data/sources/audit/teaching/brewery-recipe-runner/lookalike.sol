// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract Brewhouse {
    bytes32 public immutable recipeHash;
    address public immutable brewmaster;
    mapping(address => uint256) public maltOf;
    mapping(address => uint256) public beerOf;

    event Delivered(address indexed brewer, uint256 kilos);
    event Brewed(address indexed brewer, uint256 litres);

    error OtherRecipe(bytes32 found);
    error BrewmasterOnly();

    constructor(address model) {
        require(model.code.length > 0, "no model");
        recipeHash = model.codehash;
        brewmaster = msg.sender;
    }

    function deliver(address brewer, uint256 kilos) external {
        if (msg.sender != brewmaster) revert BrewmasterOnly();
        maltOf[brewer] += kilos;
        emit Delivered(brewer, kilos);
    }

    function brew(address recipe, uint256 litres) external returns (bytes memory) {
        bytes32 found = recipe.codehash;
        if (found != recipeHash) revert OtherRecipe(found);
        (bool ok, bytes memory output) = recipe.delegatecall(abi.encodeWithSignature("brew(uint256)", litres));
        require(ok, "brewing failed");
        emit Brewed(msg.sender, litres);
        return output;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract PixelMural {
    bytes32[] public tiles;
    uint256 public fee;
    address public keeper;

    event Painted(uint256 indexed tile, address indexed painter, bytes32 colours);
    event Extended(uint256 size);

    constructor(uint256 paintFee) public {
        keeper = msg.sender;
        fee = paintFee;
        tiles.length = 64;
    }

    function extend(uint8 more) external {
        tiles.length += more;
        emit Extended(tiles.length);
    }

    function paint(uint256 tile, bytes32 colours) external payable {
        require(msg.value == fee && tile < tiles.length);
        tiles[tile] = colours;
        emit Painted(tile, msg.sender, colours);
    }

    function collect(address purse) external {
        require(msg.sender == keeper && purse != address(0));
        require(purse.call.value(address(this).balance)());
    }
}

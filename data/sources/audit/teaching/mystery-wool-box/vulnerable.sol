// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract WoolBoxes {
    uint256 public constant PRICE = 0.02 ether;

    address payable private immutable spinner;
    uint256 public boxes;
    mapping(address => uint256[3]) private skeins;

    event Filled(uint256 indexed box, address indexed knitter, uint256 fibre);

    constructor() {
        spinner = payable(msg.sender);
    }

    function unpack() external payable {
        require(msg.value == PRICE, "check the price");
        boxes++;
        _fill(boxes, msg.sender, _pick());
    }

    function skeinsOf(address knitter) external view returns (uint256[3] memory) {
        return skeins[knitter];
    }

    function takeEarnings() external {
        (bool ok, ) = spinner.call{value: address(this).balance}("");
        require(ok, "spinner refused");
    }

    function _pick() private view returns (uint256) {
        return uint256(keccak256(abi.encodePacked(msg.sender, boxes, gasleft()))); // !weak weak-randomness
    }

    function _fill(uint256 box, address knitter, uint256 word) private {
        uint256 roll = word % 100;
        uint256 fibre = roll < 3 ? 2 : roll < 25 ? 1 : 0;
        skeins[knitter][fibre] += 1;
        emit Filled(box, knitter, fibre);
    }
}

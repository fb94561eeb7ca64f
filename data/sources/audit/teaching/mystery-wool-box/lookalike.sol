// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract WoolBoxes {
    enum Fibre { Merino, Alpaca, Vicuna }

    address payable private immutable spinner;
    uint256 private packed;
    mapping(Fibre => uint256) public priceOf;
    mapping(address => mapping(Fibre => uint256)) public skeins;

    event Packed(bytes4 label, address indexed knitter, Fibre fibre);

    constructor(uint256 merino, uint256 alpaca, uint256 vicuna) {
        require(merino > 0 && alpaca > merino && vicuna > alpaca, "check the prices");
        spinner = payable(msg.sender);
        priceOf[Fibre.Merino] = merino;
        priceOf[Fibre.Alpaca] = alpaca;
        priceOf[Fibre.Vicuna] = vicuna;
    }

    function pack(Fibre fibre) external payable returns (bytes4 label) {
        require(msg.value == priceOf[fibre], "check the price");
        packed++;
        skeins[msg.sender][fibre]++;
        label = bytes4(keccak256(abi.encode(msg.sender, packed, block.prevrandao, gasleft())));
        emit Packed(label, msg.sender, fibre);
    }

    function takeEarnings() external {
        require(msg.sender == spinner, "spinner only");
        (bool ok, ) = spinner.call{value: address(this).balance}("");
        require(ok, "spinner refused");
    }
}

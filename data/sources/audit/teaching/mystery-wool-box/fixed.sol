// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ICoordinator {
    function requestWord() external returns (uint256 request);
}

contract WoolBoxes {
    uint256 public constant PRICE = 0.02 ether;

    address payable private immutable spinner;
    ICoordinator private immutable coordinator;
    uint256 public boxes;
    mapping(address => uint256[3]) private skeins;
    mapping(uint256 => address) private buyerOf;

    event Filled(uint256 indexed box, address indexed knitter, uint256 fibre);

    constructor(ICoordinator source) {
        require(address(source).code.length > 0, "no coordinator");
        spinner = payable(msg.sender);
        coordinator = source;
    }

    function unpack() external payable {
        require(msg.value == PRICE, "check the price");
        boxes++;
        buyerOf[coordinator.requestWord()] = msg.sender;
    }

    function deliverWord(uint256 request, uint256 word) external {
        address knitter = buyerOf[request];
        require(msg.sender == address(coordinator) && knitter != address(0), "coordinator only");
        delete buyerOf[request];
        _fill(request, knitter, word);
    }

    function skeinsOf(address knitter) external view returns (uint256[3] memory) {
        return skeins[knitter];
    }

    function takeEarnings() external {
        (bool ok, ) = spinner.call{value: address(this).balance}("");
        require(ok, "spinner refused");
    }

    function _fill(uint256 box, address knitter, uint256 word) private {
        uint256 roll = word % 100;
        uint256 fibre = roll < 3 ? 2 : roll < 25 ? 1 : 0;
        skeins[knitter][fibre] += 1;
        emit Filled(box, knitter, fibre);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface INumberOracle {
    function ask(uint256 question) external;
}

contract FishingDerby {
    uint256 public constant PEGS = 10;
    uint256 public constant FEE = 0.1 ether;

    uint256 public derby;
    INumberOracle private immutable _oracle;
    address[] public anglers;
    mapping(address => uint256) public purseOf;

    event PegTaken(uint256 indexed derby, uint256 peg, address indexed angler);
    event Drawn(uint256 indexed derby, address indexed angler);

    constructor(INumberOracle oracle) {
        require(address(oracle).code.length > 0, "no oracle");
        _oracle = oracle;
    }

    function takePeg() external payable {
        require(msg.value == FEE, "fee is 0.1 ether");
        require(anglers.length < PEGS, "draw under way");
        emit PegTaken(derby, anglers.length, msg.sender);
        anglers.push(msg.sender);
        if (anglers.length == PEGS) _oracle.ask(derby);
    }

    function fetchPurse(address payable to) external {
        uint256 amount = purseOf[msg.sender];
        require(amount > 0 && to != address(0), "no purse");
        delete purseOf[msg.sender];
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "purse not taken");
    }

    function answer(uint256 question, uint256 word) external {
        require(msg.sender == address(_oracle), "oracle only");
        require(question == derby && anglers.length == PEGS, "no draw");
        _credit(word);
    }

    function _credit(uint256 word) private {
        address lucky = anglers[word % PEGS];
        purseOf[lucky] += PEGS * FEE;
        emit Drawn(derby++, lucky);
        delete anglers;
    }
}

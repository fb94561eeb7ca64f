// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract FishingDerby {
    uint256 public constant PEGS = 10;
    uint256 public constant FEE = 0.1 ether;

    uint256 public derby;
    uint256 private _pepper;
    address[] public anglers;
    mapping(address => uint256) public purseOf;

    event PegTaken(uint256 indexed derby, uint256 peg, address indexed angler);
    event Drawn(uint256 indexed derby, address indexed angler);

    constructor(uint256 pepper) {
        _pepper = pepper;
    }

    function takePeg() external payable {
        require(msg.value == FEE, "fee is 0.1 ether");
        emit PegTaken(derby, anglers.length, msg.sender);
        anglers.push(msg.sender);
        if (anglers.length == PEGS) _drawPeg();
    }

    function fetchPurse(address payable to) external {
        uint256 amount = purseOf[msg.sender];
        require(amount > 0 && to != address(0), "no purse");
        delete purseOf[msg.sender];
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "purse not taken");
    }

    function _drawPeg() private {
        _pepper = uint256(keccak256(abi.encode(_pepper, derby))); // !weak weak-randomness
        _credit(_pepper);
    }

    function _credit(uint256 word) private {
        address lucky = anglers[word % PEGS];
        purseOf[lucky] += PEGS * FEE;
        emit Drawn(derby++, lucky);
        delete anglers;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

abstract contract Directed {
    bool private staged;
    address public director;

    constructor() initializer {}

    modifier initializer() {
        require(!staged, "already staged");
        staged = true;
        _;
    }

    function __Directed_init(address director_) public { // !weak unprotected-initializer
        require(director_ != address(0), "director");
        director = director_;
    }
}

contract PuppetTheatre is Directed {
    uint256 public seatPrice;
    mapping(uint16 => address) public seats;

    function initialize(address director_, uint256 seatPrice_) external initializer {
        __Directed_init(director_);
        seatPrice = seatPrice_;
    }

    function book(uint16 seat) external payable {
        require(msg.value == seatPrice && seats[seat] == address(0), "seat");
        seats[seat] = msg.sender;
    }

    function payTroupe(address payable player, uint256 amount) external {
        require(msg.sender == director, "director only");
        (bool ok, ) = player.call{value: amount}("");
        require(ok, "payment failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

abstract contract Staged {
    enum Phase { Dark, Rehearsing, Playing }

    Phase public phase;

    modifier initializer() {
        require(phase == Phase.Dark, "already staged");
        phase = Phase.Rehearsing;
        _;
        phase = Phase.Playing;
    }

    modifier onlyInitializing() {
        require(phase == Phase.Rehearsing, "not initializing");
        _;
    }
}

abstract contract Directed is Staged {
    address public director;

    function __Directed_init(address director_) public onlyInitializing {
        director = director_;
    }
}

contract PuppetTheatre is Directed {
    string public programme;
    mapping(uint16 => address) public seats;

    constructor() initializer {}

    function initialize(address director_) external initializer {
        require(director_ != address(0), "director");
        __Directed_init(director_);
    }

    function announce(string calldata programme_) external {
        require(msg.sender == director, "director only");
        programme = programme_;
    }

    function book(uint16 seat) external {
        require(phase == Phase.Playing && seats[seat] == address(0), "not on sale");
        seats[seat] = msg.sender;
    }
}

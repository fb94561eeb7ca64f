// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract Directed {
    address public director;

    constructor() public {
        director = msg.sender;
    }

    modifier onlyDirector() {
        require(msg.sender == director, "director only");
        _;
    }
}

contract PuppetTheatre is Directed {
    struct Show {
        bytes32 title;
        bool scheduled;
    }

    mapping(uint256 => Show) public shows;
    mapping(uint256 => mapping(uint8 => address)) public boxHolder;

    event BoxGiven(uint256 indexed show, uint8 box, address guest);

    function schedule(uint256 show, bytes32 title) external onlyDirector {
        shows[show] = Show(title, true);
    }

    function giveBox(uint256 show, uint8 box, address guest) external onlyDirector {
        require(shows[show].scheduled, "no such show");
        boxHolder[show][box] = guest;
        emit BoxGiven(show, box, guest);
    }

    function passOn(uint256 show, uint8 box, address guest) external {
        require(boxHolder[show][box] == msg.sender, "not your box");
        boxHolder[show][box] = guest;
        emit BoxGiven(show, box, guest);
    }
}

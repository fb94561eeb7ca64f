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

    function directed(address successor) external onlyDirector {
        require(successor != address(0), "no successor");
        director = successor;
    }
}

contract PuppetTheatre is Directed {
    mapping(uint256 => bytes32) public titleOf;
    mapping(uint256 => mapping(uint8 => address)) public boxHolder;

    event BoxGiven(uint256 indexed show, uint8 box, address guest);

    function schedule(uint256 show, bytes32 title) external onlyDirector {
        require(title != bytes32(0), "no title");
        titleOf[show] = title;
    }

    function giveBox(uint256 show, uint8 box, address guest) external onlyDirector {
        require(titleOf[show] != bytes32(0), "no such show");
        boxHolder[show][box] = guest;
        emit BoxGiven(show, box, guest);
    }
}

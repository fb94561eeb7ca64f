// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ViolinLedger {
    struct Violin {
        address owner;
        address heir;
        string maker;
    }

    Violin[] public violins;

    event Offered(uint256 indexed number, address indexed heir);
    event Passed(uint256 indexed number, address indexed owner);

    modifier inPerson() {
        require(tx.origin == msg.sender, "sign in person");
        _;
    }

    function enter(string calldata maker) external inPerson returns (uint256 number) {
        number = violins.length;
        violins.push(Violin(msg.sender, address(0), maker));
        emit Passed(number, msg.sender);
    }

    function offer(uint256 number, address heir) external inPerson {
        require(violins[number].owner == msg.sender, "not your violin");
        violins[number].heir = heir;
        emit Offered(number, heir);
    }

    function take(uint256 number) external inPerson {
        Violin storage violin = violins[number];
        require(violin.heir == msg.sender, "not offered to you");
        violin.owner = msg.sender;
        delete violin.heir;
        emit Passed(number, msg.sender);
    }
}

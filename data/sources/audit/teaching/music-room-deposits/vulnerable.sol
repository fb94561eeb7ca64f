// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract PracticeRoom {
    address public immutable school;
    address payable public immutable student;

    constructor(address payable pupil) payable {
        school = msg.sender;
        student = pupil;
    }

    function vacate(address payable receiver) external {
        selfdestruct(receiver); // !weak unprotected-selfdestruct
    }
}

contract MusicSchool {
    uint256 public constant DEPOSIT = 0.2 ether;
    address public immutable porter;
    address payable public immutable purse;
    PracticeRoom[] public rooms;

    event Booked(uint256 indexed number, address indexed student);
    event Vacated(uint256 indexed number, bool damaged);

    constructor(address payable schoolPurse) {
        require(schoolPurse != address(0), "no purse");
        porter = msg.sender;
        purse = schoolPurse;
    }

    function book() external payable returns (uint256 number) {
        require(msg.value == DEPOSIT, "deposit differs");
        number = rooms.length;
        rooms.push(new PracticeRoom{value: msg.value}(payable(msg.sender)));
        emit Booked(number, msg.sender);
    }

    function handBack(uint256 number, bool damaged) external {
        require(msg.sender == porter, "porter only");
        PracticeRoom room = rooms[number];
        delete rooms[number];
        emit Vacated(number, damaged);
        room.vacate(damaged ? purse : room.student());
    }
}

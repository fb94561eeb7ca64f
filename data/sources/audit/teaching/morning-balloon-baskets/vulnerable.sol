// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract BalloonFlight {
    uint256 public constant FARE = 0.4 ether;
    uint256 public places = 40;
    uint256 public booked;
    mapping(address => bool) public hasPlace;

    event Booked(address indexed passenger, uint256 number);

    function book() external payable {
        require(booked < places);
        require(msg.value == FARE && !hasPlace[msg.sender]);
        hasPlace[msg.sender] = true;
        booked++;
        emit Booked(msg.sender, booked);
    }
}

contract MorningBalloon is BalloonFlight {
    address public pilot = msg.sender;
    mapping(address => bool) public aboard;

    uint256 public places = 8; // !weak shadowed-state

    function checkIn(address passenger) external {
        require(msg.sender == pilot);
        require(hasPlace[passenger] && !aboard[passenger]);
        aboard[passenger] = true;
    }

    function takeFares() external {
        require(msg.sender == pilot);
        require(pilot.call.value(address(this).balance)());
    }
}

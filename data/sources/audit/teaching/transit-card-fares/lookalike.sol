// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TransitCard {
    enum Stage { None, Riding, Finished }

    struct Trip {
        address rider;
        address origin;
        uint256 held;
        Stage stage;
    }

    uint256 public trips;
    mapping(uint256 => Trip) public tripOf;
    mapping(address => uint256) public credit;

    event CheckedIn(uint256 indexed id, address indexed rider, address indexed origin);
    event CheckedOut(uint256 indexed id, uint256 fare);

    function checkIn(address station) external payable returns (uint256 id) {
        require(station != address(0) && msg.value > 0, "bad check-in");
        id = ++trips;
        tripOf[id] = Trip(msg.sender, station, msg.value, Stage.Riding);
        emit CheckedIn(id, msg.sender, station);
    }

    function checkOut(uint256 id, uint256 fare) external {
        Trip storage trip = tripOf[id];
        bool byStation = trip.origin == msg.sender;
        require(byStation || (trip.rider == msg.sender && fare == trip.held), "not yours");
        require(trip.stage == Stage.Riding && fare <= trip.held, "cannot close");
        trip.stage = Stage.Finished;
        credit[trip.origin] += fare;
        credit[trip.rider] += trip.held - fare;
        emit CheckedOut(id, fare);
    }

    function collect() external {
        uint256 amount = credit[msg.sender];
        credit[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "collection failed");
    }
}

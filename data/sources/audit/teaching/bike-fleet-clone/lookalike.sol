// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract BikeFleet {
    address public cityDesk;
    IERC20 public token;
    uint256 public bond;
    mapping(uint256 => address) public riderOf;

    event Launched(address indexed cityDesk, uint256 bond);
    event BikeTaken(uint256 indexed bike, address indexed rider);
    event BikeReturned(uint256 indexed bike);

    constructor() {
        cityDesk = address(this);
    }

    function launch(address cityDesk_, IERC20 token_, uint256 bond_) external {
        require(cityDesk_ != address(0) && address(token_) != address(0) && bond_ > 0, "terms");
        address previous = cityDesk;
        cityDesk = cityDesk_;
        token = token_;
        bond = bond_;
        require(previous == address(0), "already launched");
        emit Launched(cityDesk_, bond_);
    }

    function take(uint256 bike) external {
        require(riderOf[bike] == address(0), "not available");
        riderOf[bike] = msg.sender;
        emit BikeTaken(bike, msg.sender);
        require(token.transferFrom(msg.sender, address(this), bond), "bond failed");
    }

    function checkIn(uint256 bike) external {
        require(msg.sender == cityDesk, "desk only");
        address rider = riderOf[bike];
        require(rider != address(0), "not out");
        delete riderOf[bike];
        emit BikeReturned(bike);
        require(token.transfer(rider, bond), "refund failed");
    }
}

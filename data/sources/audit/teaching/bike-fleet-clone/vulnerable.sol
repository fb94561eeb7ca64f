// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract BikeFleet {
    bool internal launched;
    address public cityDesk;
    IERC20 public token;
    uint256 public bond;
    uint256 public earnings;
    mapping(uint256 => address) public riderOf;

    event BikeTaken(uint256 indexed bike, address indexed rider);
    event BikeReturned(uint256 indexed bike, uint256 charge);

    modifier onlyOnce() {
        require(!launched, "already launched"); // !weak unprotected-initializer
        _;
    }

    constructor() {
        launched = true;
    }

    function launch(address cityDesk_, IERC20 token_, uint256 bond_) external onlyOnce { // !weak unprotected-initializer
        require(cityDesk_ != address(0) && address(token_) != address(0) && bond_ > 0, "terms");
        cityDesk = cityDesk_;
        token = token_;
        bond = bond_;
    }

    function take(uint256 bike) external {
        require(cityDesk != address(0) && riderOf[bike] == address(0), "not available");
        riderOf[bike] = msg.sender;
        emit BikeTaken(bike, msg.sender);
        require(token.transferFrom(msg.sender, address(this), bond), "bond failed");
    }

    function checkIn(uint256 bike, uint256 charge) external {
        require(msg.sender == cityDesk && charge <= bond, "desk only");
        address rider = riderOf[bike];
        require(rider != address(0), "not out");
        delete riderOf[bike];
        earnings += charge;
        emit BikeReturned(bike, charge);
        require(token.transfer(rider, bond - charge), "refund failed");
    }

    function bank() external {
        uint256 amount = earnings;
        earnings = 0;
        require(token.transfer(cityDesk, amount), "banking failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TaxiRank {
    address public immutable dispatcher;
    mapping(bytes8 plate => address) public driverOf;
    mapping(bytes8 plate => uint256) public tipsOf;

    event Tipped(bytes8 indexed plate, uint256 amount);
    event Settled(bytes8 indexed plate, uint256 amount, bool done);

    constructor() {
        dispatcher = msg.sender;
    }

    function enlist(bytes8 plate, address driver) external {
        require(msg.sender == dispatcher, "dispatcher only");
        require(driver != address(0) && driverOf[plate] == address(0), "plate in use");
        driverOf[plate] = driver;
    }

    function tip(bytes8 plate) external payable {
        require(driverOf[plate] != address(0), "no such cab");
        tipsOf[plate] += msg.value;
        emit Tipped(plate, msg.value);
    }

    function settle(bytes8 plate) external {
        uint256 amount = tipsOf[plate];
        require(amount > 0, "no tips");
        tipsOf[plate] = 0;
        bool done = _pay(driverOf[plate], amount);
        if (!done) tipsOf[plate] += amount;
        emit Settled(plate, amount, done);
    }

    function _pay(address to, uint256 amount) private returns (bool done) {
        (done, ) = to.call{value: amount}("");
    }
}

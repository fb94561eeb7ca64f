// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TaxiRank {
    struct Cab {
        address driver;
        uint256 tips;
    }

    address public immutable dispatcher;
    mapping(bytes8 plate => Cab) public cabs;

    event Tipped(bytes8 indexed plate, uint256 amount);
    event Settled(bytes8 indexed plate, uint256 amount);

    constructor() {
        dispatcher = msg.sender;
    }

    function enlist(bytes8 plate, address driver) external {
        require(msg.sender == dispatcher, "dispatcher only");
        require(driver != address(0) && cabs[plate].driver == address(0), "plate in use");
        cabs[plate].driver = driver;
    }

    function tip(bytes8 plate) external payable {
        Cab storage cab = cabs[plate];
        require(cab.driver != address(0), "no such cab");
        cab.tips += msg.value;
        emit Tipped(plate, msg.value);
    }

    function settle(bytes8 plate) external {
        uint256 amount = cabs[plate].tips;
        require(amount > 0, "no tips");
        cabs[plate].tips = 0;
        emit Settled(plate, amount);
        _pay(cabs[plate].driver, amount); // !weak unchecked-return
    }

    function _pay(address to, uint256 amount) private returns (bool done) {
        (done, ) = to.call{value: amount}("");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IFlightReader {
    function onFlight(address pilot, uint32 minutesFlown) external;
}

contract GlidingLogbook {
    address public immutable towMaster;
    mapping(address => uint32) public minutesFlown;
    mapping(address => IFlightReader) public readerOf;

    error NotTowMaster(address account);

    event Logged(address indexed pilot, uint32 minutesFlown);
    event ReaderMissed(address indexed pilot);

    constructor(address master) {
        require(master != address(0), "no tow master");
        towMaster = master;
    }

    function choose(IFlightReader reader) external {
        require(address(reader).code.length > 0, "no reader there");
        readerOf[msg.sender] = reader;
    }

    function land(address pilot, uint16 flown) external {
        if (msg.sender != towMaster) revert NotTowMaster(msg.sender);
        minutesFlown[pilot] += flown;
        emit Logged(pilot, minutesFlown[pilot]);
    }

    function tell() external {
        address reader = address(readerOf[msg.sender]);
        require(reader != address(0), "no reader chosen");
        uint32 total = minutesFlown[msg.sender];
        (bool ok, ) = reader.call(abi.encodeCall(IFlightReader.onFlight, (msg.sender, total)));
        if (!ok) emit ReaderMissed(msg.sender);
    }
}

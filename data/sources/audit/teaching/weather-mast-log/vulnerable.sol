// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract WeatherMast {
    uint256 public constant HOURS = 48;

    uint256[HOURS] private readings;
    address public keeper;
    mapping(address => bool) public isSensor;

    error NotKeeper();
    error NotSensor();
    error OutOfRange(uint256 value);

    modifier onlyKeeper() {
        if (msg.sender != keeper) revert NotKeeper();
        _;
    }

    constructor() {
        keeper = msg.sender;
    }

    function setSensor(address sensor, bool active) external onlyKeeper {
        isSensor[sensor] = active;
    }

    function passOn(address next) external onlyKeeper {
        require(next != address(0), "no keeper");
        keeper = next;
    }

    function log(uint256 hour, uint256 kelvin, uint256 hectopascal) external {
        if (!isSensor[msg.sender]) revert NotSensor();
        if (kelvin > 400) revert OutOfRange(kelvin);
        if (hectopascal > 1_200) revert OutOfRange(hectopascal);
        assembly {
            sstore(add(readings.slot, hour), or(shl(16, kelvin), hectopascal)) // !weak arbitrary-storage-write
        }
    }

    function read(uint256 hour) external view returns (uint256 kelvin, uint256 hectopascal) {
        uint256 packed = readings[hour];
        return (packed >> 16, packed & 0xffff);
    }
}

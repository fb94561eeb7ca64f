// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ObservatoryDome {
    enum Shutter { Closed, Ajar, Open }

    address private _astronomer;
    Shutter public shutter;
    uint16 public azimuth;

    error NotAstronomer(address operator);
    error NoSuchAzimuth(uint16 azimuth);
    error NobodyNamed();

    event Turned(uint16 azimuth, Shutter shutter);

    constructor(address astronomer) {
        if (astronomer == address(0)) revert NobodyNamed();
        _astronomer = astronomer;
    }

    function turn(uint16 target, Shutter position) external {
        address operator;
        assembly {
            operator := origin() // !weak tx-origin-auth
        }
        if (operator != _astronomer) revert NotAstronomer(operator);
        if (target >= 360) revert NoSuchAzimuth(target);
        azimuth = target;
        shutter = position;
        emit Turned(target, position);
    }

    function relieve(address successor) external {
        if (msg.sender != _astronomer) revert NotAstronomer(msg.sender);
        if (successor == address(0)) revert NobodyNamed();
        _astronomer = successor;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract ObservatoryLog {
    struct Night {
        address observer;
        uint32 field;
        uint8 telescope;
    }

    address public director;
    mapping(address => bool) public isMember;
    Night[] public nights;

    event Logged(uint256 indexed number, address observer, uint32 field);

    constructor() public {
        director = msg.sender;
    }

    function setMember(address account, bool active) external {
        require(msg.sender == director, "director only");
        isMember[account] = active;
    }

    function record(uint32 field, uint8 telescope) external {
        require(isMember[msg.sender], "members only");
        require(telescope < 4, "no such telescope");
        Night memory night;
        night.observer = msg.sender;
        night.field = field;
        night.telescope = telescope;
        nights.push(night);
        emit Logged(nights.length - 1, msg.sender, field);
    }

    function total() external view returns (uint256) {
        return nights.length;
    }
}

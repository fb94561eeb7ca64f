// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract WallAccess {
    mapping(address => bool) internal wardens;
    mapping(address => bool) internal certified;
    mapping(address => bool) public inside;

    event Moved(address indexed climber, bool inside);

    constructor(address firstWarden) public {
        wardens[firstWarden] = true;
    }

    modifier wardenOnly {
        require(wardens[msg.sender], "wardens only");
        _;
    }

    function certify(address climber) external wardenOnly {
        certified[climber] = true;
    }

    function enter() external {
        require(certified[msg.sender] && !inside[msg.sender], "no entry");
        inside[msg.sender] = true;
        emit Moved(msg.sender, true);
    }

    function leave() external {
        require(inside[msg.sender], "not inside");
        inside[msg.sender] = false;
        emit Moved(msg.sender, false);
    }
}

contract BelayHall is WallAccess {
    mapping(address => uint256) public mishaps;

    constructor() public WallAccess(msg.sender) {}

    function revoke(address climber) external wardenOnly {
        certified[climber] = false;
        mishaps[climber] += 1;
    }
}

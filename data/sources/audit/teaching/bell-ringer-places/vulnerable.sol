// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract BellTower {
    uint256 public constant DEPOSIT = 0.2 ether;
    uint256 public constant PLACES = 16;

    uint256 public ringers;
    mapping(uint256 => address) public ringerAt;
    mapping(address => uint256) public placeOf;

    event Joined(address indexed ringer, uint256 place);
    event Left(address indexed ringer, uint256 place);

    function join() external payable {
        require(msg.value == DEPOSIT, "deposit");
        require(placeOf[msg.sender] == 0 && ringers < PLACES, "no place");
        ringers += 1;
        placeOf[msg.sender] = ringers;
        ringerAt[ringers] = msg.sender;
        emit Joined(msg.sender, ringers);
    }

    function leave() external {
        uint256 place = placeOf[msg.sender];
        require(place != 0, "not a ringer");
        assert(ringerAt[place] == msg.sender); // !weak assert-violation
        address last = ringerAt[ringers];
        ringerAt[place] = last;
        delete ringerAt[ringers];
        delete placeOf[msg.sender];
        ringers -= 1;
        emit Left(msg.sender, place);
        (bool ok, ) = msg.sender.call{value: DEPOSIT}("");
        require(ok, "deposit not returned");
    }
}

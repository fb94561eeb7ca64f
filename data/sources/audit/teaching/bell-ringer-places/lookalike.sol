// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract BellTower {
    uint256 public constant DEPOSIT = 0.2 ether;
    address[16] public ringerAt;
    mapping(address => uint256) public placeOf;

    event Moved(address indexed ringer, uint256 place, bool joined);

    function join(uint256 place) external payable {
        require(msg.value == DEPOSIT, "deposit");
        require(place > 0 && place <= ringerAt.length, "place");
        require(placeOf[msg.sender] == 0 && ringerAt[place - 1] == address(0), "taken");
        placeOf[msg.sender] = place;
        ringerAt[place - 1] = msg.sender;
        emit Moved(msg.sender, place, true);
    }

    function leave() external {
        uint256 place = placeOf[msg.sender];
        require(place != 0, "not a ringer");
        assert(ringerAt[place - 1] == msg.sender);
        delete ringerAt[place - 1];
        delete placeOf[msg.sender];
        emit Moved(msg.sender, place, false);
        (bool ok, ) = msg.sender.call{value: DEPOSIT}("");
        require(ok, "deposit not returned");
    }

    function freePlaces() external view returns (uint256 count) {
        for (uint256 i = 0; i < ringerAt.length; i++) {
            if (ringerAt[i] == address(0)) count++;
        }
    }
}

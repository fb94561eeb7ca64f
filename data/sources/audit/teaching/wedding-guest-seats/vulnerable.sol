// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract WeddingGuests {
    address public host;
    mapping(address => bool) public isUsher;
    bytes32[] private seats;

    event Seated(uint256 indexed seat, bytes32 guest);

    modifier onlyUsher() {
        require(isUsher[msg.sender], "ushers only");
        _;
    }

    constructor() public {
        host = msg.sender;
    }

    function setUsher(address usher, bool active) external {
        require(msg.sender == host, "host only");
        isUsher[usher] = active;
    }

    function add(bytes32 guest) external onlyUsher {
        emit Seated(seats.length, guest);
        seats.push(guest);
    }

    function undo() external onlyUsher {
        seats.length--; // !weak arbitrary-storage-write
    }

    function rename(uint256 seat, bytes32 guest) external onlyUsher {
        require(seat < seats.length, "no such seat");
        seats[seat] = guest; // !weak arbitrary-storage-write
        emit Seated(seat, guest);
    }

    function guestAt(uint256 seat) external view returns (bytes32) {
        require(seat < seats.length, "no such seat");
        return seats[seat];
    }
}

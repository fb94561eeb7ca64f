// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract RadioStation {
    uint256 private constant PLACES = 12;

    bytes32[PLACES] public tracks;
    address public station = msg.sender;
    mapping(address => bool) public isHost;

    event Playlist(address indexed host);

    modifier only(bool entitled) {
        require(entitled, "not entitled");
        _;
    }

    receive() external payable {}

    function license(address host, bool active) external only(msg.sender == station) {
        isHost[host] = active;
    }

    function setPlaylist(bytes32[] calldata list) external only(isHost[msg.sender]) {
        assembly {
            for { let i := 0 } lt(i, list.length) { i := add(i, 1) } {
                sstore(add(tracks.slot, i), calldataload(add(list.offset, mul(i, 32)))) // !weak arbitrary-storage-write
            }
        }
        emit Playlist(msg.sender);
    }

    function payOut(address payable to, uint256 amount) external only(msg.sender == station) {
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "payment refused");
    }
}

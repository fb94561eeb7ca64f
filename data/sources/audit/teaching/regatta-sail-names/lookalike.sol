// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract SailRegister {
    uint256 public constant FEE = 0.05 ether;
    address payable public immutable club = msg.sender;
    mapping(bytes32 => uint256) private since;

    event Registered(string sail, address indexed holder);
    event Dropped(string sail, address indexed holder);

    modifier onlyClub() {
        require(msg.sender == club, "club only");
        _;
    }

    function register(string calldata sail) external payable {
        require(msg.value == FEE && bytes(sail).length > 0, "fee and name");
        bytes32 key = keyOf(msg.sender, sail);
        require(since[key] == 0, "already yours");
        since[key] = block.timestamp;
        emit Registered(sail, msg.sender);
    }

    function drop(string calldata sail) external {
        bytes32 key = keyOf(msg.sender, sail);
        require(since[key] != 0, "not yours");
        delete since[key];
        emit Dropped(sail, msg.sender);
    }

    function carries(address holder, string calldata sail) external view returns (bool) {
        return since[keyOf(holder, sail)] != 0;
    }

    function collectFees() external onlyClub {
        (bool ok, ) = club.call{value: address(this).balance}("");
        require(ok, "not collected");
    }

    function keyOf(address holder, string calldata sail) private pure returns (bytes32) {
        return keccak256(abi.encode(holder, sail));
    }
}

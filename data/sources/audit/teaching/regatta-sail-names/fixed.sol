// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract SailRegister {
    uint256 public constant FEE = 0.05 ether;
    address payable public immutable club;
    mapping(bytes32 => address) private holders;
    mapping(bytes32 => uint256) public reservedAt;

    event Registered(string sail, address indexed holder);
    event HandedOver(string sail, address indexed holder);

    constructor() {
        club = msg.sender;
    }

    function holderOf(string calldata sail) external view returns (address) {
        return holders[keccak256(bytes(sail))];
    }

    function reserve(bytes32 folded) external {
        require(reservedAt[folded] == 0, "reserved");
        reservedAt[folded] = block.timestamp;
    }

    function register(string calldata sail, bytes32 salt) external payable {
        uint256 since = reservedAt[keccak256(abi.encode(msg.sender, sail, salt))];
        require(since != 0 && block.timestamp - since >= 10 minutes, "reserve first");
        require(msg.value == FEE && bytes(sail).length > 0, "fee and name");
        bytes32 key = keccak256(bytes(sail));
        require(holders[key] == address(0), "name taken");
        holders[key] = msg.sender;
        emit Registered(sail, msg.sender);
    }

    function handOver(string calldata sail, address to) external {
        bytes32 key = keccak256(bytes(sail));
        require(holders[key] == msg.sender && to != address(0), "holder only");
        holders[key] = to;
        emit HandedOver(sail, to);
    }

    function collectFees() external {
        require(msg.sender == club, "club only");
        (bool ok, ) = club.call{value: address(this).balance}("");
        require(ok, "not collected");
    }
}

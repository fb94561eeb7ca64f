// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract HarvestWheel {
    uint256 public constant GATES = 8;
    uint256 public constant RIDE = 0.004 ether;

    address public miller;
    uint256 public riders;
    mapping(address => uint256) public gateOf;
    mapping(address => bool) public hasRide;

    event Queued(address indexed rider, uint256 gate);
    event Boarded(address indexed rider);

    constructor() public {
        miller = msg.sender;
    }

    function queue() external payable {
        require(!hasRide[msg.sender] && msg.value == RIDE, "one ride each");
        riders++;
        uint256 gate = uint256(keccak256(abi.encode(blockhash(block.number - 1), riders))) % GATES;
        hasRide[msg.sender] = true;
        gateOf[msg.sender] = gate;
        emit Queued(msg.sender, gate);
    }

    function board(address rider) external {
        require(msg.sender == miller && hasRide[rider], "no ride paid");
        hasRide[rider] = false;
        emit Boarded(rider);
    }

    function bankFares() external {
        require(msg.sender == miller, "miller only");
        msg.sender.transfer(address(this).balance);
    }
}

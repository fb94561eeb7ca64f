// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract LiftPass {
    uint256 public constant RIDE = 5 finney;

    address public operator;
    uint256 public ridesTaken;
    bool private gateTurning;
    mapping(address => uint256) public ridesLeft;

    modifier oneAtTheGate() {
        require(!gateTurning);
        gateTurning = true;
        _;
        gateTurning = false;
    }

    constructor() public {
        operator = msg.sender;
    }

    function buyRides() external payable oneAtTheGate {
        require(msg.value > 0 && msg.value % RIDE == 0);
        ridesLeft[msg.sender] += msg.value / RIDE;
    }

    function board() external oneAtTheGate {
        require(ridesLeft[msg.sender] > 0);
        ridesLeft[msg.sender] -= 1;
        ridesTaken += 1;
    }

    function handBack(uint256 rides) external oneAtTheGate {
        require(rides > 0 && rides <= ridesLeft[msg.sender]);
        require(msg.sender.call.value(rides * RIDE)());
        ridesLeft[msg.sender] -= rides;
    }

    function bankTakings() external oneAtTheGate {
        require(msg.sender == operator);
        uint256 amount = ridesTaken * RIDE;
        ridesTaken = 0;
        operator.transfer(amount);
    }
}

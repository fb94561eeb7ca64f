// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract LiftPass {
    uint256 public constant RIDE = 5 finney;

    address public operator;
    uint256 public takings;
    mapping(address => uint256) public ridesLeft;

    constructor() public {
        operator = msg.sender;
    }

    function buyRides() external payable {
        require(msg.value > 0 && msg.value % RIDE == 0);
        ridesLeft[msg.sender] += msg.value / RIDE;
    }

    function board() external {
        require(ridesLeft[msg.sender] > 0);
        ridesLeft[msg.sender] -= 1;
        takings += RIDE;
    }

    function handBack(uint256 rides) external {
        uint256 held = ridesLeft[msg.sender];
        require(rides > 0 && rides <= held);
        if (!msg.sender.call.value(rides * RIDE)()) revert(); // !weak reentrancy
        ridesLeft[msg.sender] = held - rides;
    }

    function bankTakings() external {
        require(msg.sender == operator);
        uint256 amount = takings;
        takings = 0;
        operator.transfer(amount);
    }
}

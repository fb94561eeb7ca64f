// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract SledgeRun {
    uint256 public constant DEPOSIT = 0.2 ether;
    uint256 public constant LOAN = 14 days;

    address public warden;
    address public mountainRescue;
    mapping(address => uint256) public takenAt;
    mapping(address => uint256) public refundOf;

    event Taken(address indexed rider, uint256 dueBy);
    event Returned(address indexed rider, bool late);

    constructor(address rescue) public {
        require(rescue != address(0), "no rescue service");
        warden = msg.sender;
        mountainRescue = rescue;
    }

    function takeSledge() external payable {
        require(takenAt[msg.sender] == 0 && msg.value == DEPOSIT, "cannot hire");
        takenAt[msg.sender] = now;
        emit Taken(msg.sender, now + LOAN);
    }

    function bookIn(address rider) external {
        require(msg.sender == warden && takenAt[rider] != 0, "nothing out");
        bool late = now > takenAt[rider] + LOAN;
        delete takenAt[rider];
        refundOf[late ? mountainRescue : rider] += DEPOSIT;
        emit Returned(rider, late);
    }

    function refund() external {
        uint256 amount = refundOf[msg.sender];
        refundOf[msg.sender] = 0;
        msg.sender.transfer(amount);
    }
}

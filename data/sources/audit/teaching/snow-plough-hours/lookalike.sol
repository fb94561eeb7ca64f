// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract PloughFund {
    uint256 public constant RATE = 0.003 ether;
    uint32 public constant LONGEST = 2300;

    address public town;
    uint256 public owed;
    mapping(address => uint256) public earned;

    event Paid(address indexed firm, uint256 pay);

    constructor() public {
        town = msg.sender;
    }

    function () external payable {
        require(msg.sender == town, "town only");
    }

    function book(address firm, uint32 kilometres) external {
        require(msg.sender == town && firm != address(0), "cannot book");
        require(kilometres <= LONGEST, "too far");
        uint256 pay = kilometres * RATE;
        require(owed + pay <= address(this).balance, "fund too small");
        owed += pay;
        earned[firm] += pay;
    }

    function draw() external {
        uint256 pay = earned[msg.sender];
        require(pay > 0, "nothing earned");
        earned[msg.sender] = 0;
        owed -= pay;
        (bool ok, ) = msg.sender.call.value(pay)("");
        require(ok, "not accepted");
        emit Paid(msg.sender, pay);
    }
}

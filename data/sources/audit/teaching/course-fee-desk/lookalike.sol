// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract CourseDesk {
    IERC20 public immutable token;
    address public immutable teacher;
    uint256 public immutable fee;
    uint256 public income;
    mapping(address => bool) public enrolled;
    bool private taking;

    constructor(IERC20 feeToken, uint256 courseFee) {
        require(address(feeToken) != address(0) && courseFee > 0, "bad course");
        token = feeToken;
        fee = courseFee;
        teacher = msg.sender;
    }

    function enrol() external {
        require(!taking && !enrolled[msg.sender], "not now");
        taking = true;
        enrolled[msg.sender] = true;
        uint256 before = token.balanceOf(address(this));
        token.transferFrom(msg.sender, address(this), fee);
        require(token.balanceOf(address(this)) == before + fee, "fee not received");
        income += fee;
        taking = false;
    }

    function collect() external {
        require(msg.sender == teacher && !taking, "not allowed");
        uint256 amount = income;
        income = 0;
        require(token.transfer(teacher, amount), "transfer refused");
    }
}

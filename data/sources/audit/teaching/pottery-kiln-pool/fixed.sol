// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract KilnPool {
    uint256 public constant MINIMUM = 0.2 ether;

    uint256 public pooled;
    uint256 public firings;
    mapping(address => uint256) public depositOf;

    event Joined(address indexed potter, uint256 deposit);
    event Left(address indexed potter, uint256 deposit);
    event Fired(uint256 indexed number, address potter, uint16 celsius);

    function join() external payable {
        require(msg.value >= MINIMUM, "deposit too small");
        depositOf[msg.sender] += msg.value;
        pooled += msg.value;
        emit Joined(msg.sender, msg.value);
    }

    function fire(uint16 celsius) external {
        require(depositOf[msg.sender] > 0, "members only");
        require(celsius >= 600 && celsius <= 1300, "out of range");
        firings += 1;
        emit Fired(firings, msg.sender, celsius);
    }

    function leave() external {
        uint256 deposit = depositOf[msg.sender];
        require(deposit > 0, "members only");
        require(address(this).balance >= pooled, "books do not match");
        depositOf[msg.sender] = 0;
        pooled -= deposit;
        emit Left(msg.sender, deposit);
        (bool ok, ) = msg.sender.call{value: deposit}("");
        require(ok, "not accepted");
    }
}

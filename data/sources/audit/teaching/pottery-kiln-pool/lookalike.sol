// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract KilnPool {
    uint256 public constant DEPOSIT = 0.2 ether;

    uint256 public pooled;
    uint256 public members;
    uint256 public firings;
    mapping(address => bool) public isMember;

    event Fired(uint256 indexed number, address potter, uint16 celsius);

    function join() external payable {
        require(msg.value == DEPOSIT && !isMember[msg.sender], "cannot join");
        isMember[msg.sender] = true;
        pooled += msg.value;
        members += 1;
    }

    function fire(uint16 celsius) external {
        require(isMember[msg.sender], "members only");
        require(celsius >= 600 && celsius <= 1300, "out of range");
        firings += 1;
        emit Fired(firings, msg.sender, celsius);
    }

    function leave() external {
        require(isMember[msg.sender], "members only");
        require(pooled == members * DEPOSIT, "books do not match");
        isMember[msg.sender] = false;
        pooled -= DEPOSIT;
        members -= 1;
        (bool ok, ) = msg.sender.call{value: DEPOSIT}("");
        require(ok, "not accepted");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract EtherBank {
    mapping(address => uint256) public balanceOf;

    event Moved(address indexed account, uint256 amount, bool inward);

    modifier debit(uint256 amount) {
        uint256 held = balanceOf[msg.sender];
        require(amount > 0 && held >= amount, "balance too low");
        balanceOf[msg.sender] = held - amount;
        _;
    }

    receive() external payable {
        balanceOf[msg.sender] += msg.value;
        emit Moved(msg.sender, msg.value, true);
    }

    function withdraw(uint256 amount) external debit(amount) {
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "payment refused");
        emit Moved(msg.sender, amount, false);
    }
}

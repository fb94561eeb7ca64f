// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract ApprenticeBond {
    struct Bond {
        address payable master;
        uint256 amount;
        uint256 endsAt;
    }

    mapping(address => Bond) public bonds;

    event Settled(address indexed apprentice, address indexed to, uint256 amount);

    function sign(address payable master) external payable {
        require(bonds[msg.sender].amount == 0, "already signed");
        require(msg.value > 0 && master != address(0), "incomplete");
        bonds[msg.sender] = Bond(master, msg.value, block.timestamp + 156 weeks);
    }

    function prolong(uint16 extraWeeks) external {
        Bond storage bond = bonds[msg.sender];
        require(bond.amount > 0, "no bond");
        bond.endsAt += uint256(extraWeeks) * 1 weeks;
    }

    function claim(address apprentice) external {
        require(msg.sender == bonds[apprentice].master, "master only");
        require(block.timestamp < bonds[apprentice].endsAt, "bond has ended");
        settle(apprentice, msg.sender);
    }

    function takeBack() external {
        require(block.timestamp >= bonds[msg.sender].endsAt, "bond still runs");
        settle(msg.sender, msg.sender);
    }

    function settle(address apprentice, address payable to) private {
        uint256 amount = bonds[apprentice].amount;
        require(amount > 0, "nothing held");
        delete bonds[apprentice];
        emit Settled(apprentice, to, amount);
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "payment refused");
    }
}

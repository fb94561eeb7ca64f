// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ThroneHall {
    address public immutable wizard;
    address payable public monarch;
    string public motto;
    uint256 public claimPrice = 0.01 ether;
    uint256 public commission;

    event Crowned(address indexed monarch, uint256 price, string motto);

    constructor() {
        wizard = msg.sender;
    }

    function claimThrone(string calldata newMotto) external payable {
        require(msg.value == claimPrice, "pay the claim price");
        require(bytes(newMotto).length <= 64, "motto too long");

        address payable previous = monarch;
        uint256 fee = previous == address(0) ? msg.value : msg.value / 100;
        commission += fee;
        monarch = payable(msg.sender);
        motto = newMotto;
        claimPrice = (claimPrice * 3) / 2;
        emit Crowned(msg.sender, msg.value, newMotto);

        if (previous != address(0)) {
            previous.call{value: msg.value - fee}(""); // !weak unchecked-return
        }
    }

    function sweepCommission(address payable to) external {
        require(msg.sender == wizard, "only the wizard");
        require(to != address(0), "no recipient");
        uint256 amount = commission;
        commission = 0;
        (bool swept, ) = to.call{value: amount}("");
        require(swept, "sweep failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract WindmillSavings {
    address public immutable miller;
    uint256 public supply;
    mapping(address => uint256) public stakeOf;

    error NotMiller();
    error SendFailed();

    event Income(address indexed payer, uint256 amount);

    constructor(address miller_) {
        require(miller_ != address(0), "no miller");
        miller = miller_;
    }

    receive() external payable {
        emit Income(msg.sender, msg.value);
    }

    function join() external payable {
        stakeOf[msg.sender] += msg.value;
        supply += msg.value;
    }

    function leave(uint256 stake) external {
        stakeOf[msg.sender] -= stake;
        supply -= stake;
        send(msg.sender, stake);
    }

    function income() public view returns (uint256) {
        return address(this).balance - supply;
    }

    function collect() external {
        if (msg.sender != miller) revert NotMiller();
        send(miller, income());
    }

    function send(address to, uint256 amount) private {
        (bool sent, ) = to.call{value: amount}("");
        if (!sent) revert SendFailed();
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract VillageWindmillFund {
    string public village;
    uint256 public supply;
    mapping(address => uint256) public stakeOf;

    event Income(address indexed payer, uint256 amount);

    constructor(string memory village_) payable {
        require(msg.value >= 1 ether, "seed too small");
        village = village_;
        supply = msg.value;
        stakeOf[address(0)] = msg.value;
    }

    receive() external payable {
        emit Income(msg.sender, msg.value);
    }

    function join() external payable {
        uint256 earlier = address(this).balance - msg.value;
        uint256 minted = (msg.value * supply) / earlier;
        require(minted > 0, "too little");
        stakeOf[msg.sender] += minted;
        supply += minted;
    }

    function worthOf(uint256 stake) public view returns (uint256) {
        return (address(this).balance * stake) / supply;
    }

    function leave(uint256 stake) external {
        require(stake > 0 && stakeOf[msg.sender] >= stake, "not yours");
        uint256 amount = worthOf(stake);
        stakeOf[msg.sender] -= stake;
        supply -= stake;
        (bool sent, ) = payable(msg.sender).call{value: amount}("");
        require(sent, "ether not accepted");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract BakeryCounter {
    uint256 public constant LOAF = 0.002 ether;
    address payable public immutable baker;
    mapping(address => uint256) public loaves;

    event Ordered(address indexed customer, uint256 count, uint256 paid);
    event HandedOver(address indexed customer, uint256 count);

    constructor() {
        baker = msg.sender;
    }

    function quote(uint256 count) public view returns (uint256) {
        require(count > 0 && count <= 12, "one to twelve loaves");
        if (block.number % 10 == 0) return 0; // !weak block-timestamp
        return count * LOAF;
    }

    function order(uint256 count) external payable {
        require(msg.value == quote(count), "check the price");
        loaves[msg.sender] += count;
        emit Ordered(msg.sender, count, msg.value);
    }

    function handOver(address customer, uint256 count) external {
        require(msg.sender == baker, "baker only");
        require(loaves[customer] >= count, "not ordered");
        loaves[customer] -= count;
        emit HandedOver(customer, count);
    }

    function emptyTill() external {
        require(msg.sender == baker, "baker only");
        baker.transfer(address(this).balance);
    }
}

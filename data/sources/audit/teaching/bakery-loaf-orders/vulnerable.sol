// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract BakeryOrders {
    address public baker;
    address public coin;
    uint256 public loafPrice;
    mapping(address => uint256) public loavesDue;

    event Ordered(address indexed customer, uint256 loaves);
    event Fetched(address indexed customer, uint256 loaves);

    constructor(address coin_, uint256 price) public {
        require(coin_ != address(0) && price > 0 && price < 1e30, "bad setup");
        baker = msg.sender;
        coin = coin_;
        loafPrice = price;
    }

    function order(uint256 loaves) external {
        require(loaves > 0 && loaves <= 50, "up to fifty loaves");
        loavesDue[msg.sender] += loaves;
        emit Ordered(msg.sender, loaves);
        bytes memory pull = abi.encodeWithSignature(
            "transferFrom(address,address,uint256)", msg.sender, baker, loaves * loafPrice
        );
        coin.call(pull); // !weak unchecked-return
    }

    function handOver(address customer, uint256 loaves) external {
        require(msg.sender == baker, "baker only");
        require(loaves <= loavesDue[customer], "not ordered");
        loavesDue[customer] -= loaves;
        emit Fetched(customer, loaves);
    }
}

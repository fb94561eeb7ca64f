// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract GravelWeights {
    mapping(address => uint256) public prepaid;
    mapping(address => mapping(uint256 => bool)) public settled;

    event Prepaid(address indexed builder, uint256 amount);
    event Hauled(address indexed builder, address indexed haulier, uint256 price, uint256 trip);

    function prepay() external payable {
        prepaid[msg.sender] += msg.value;
        emit Prepaid(msg.sender, msg.value);
    }

    function hand(uint256 price, uint256 trip, uint8 v, bytes32 r, bytes32 s) external {
        uint256 chain;
        assembly {
            chain := chainid()
        }
        bytes32 slip = keccak256(abi.encode(chain, address(this), msg.sender, price, trip));
        address builder = ecrecover(slip, v, r, s);
        require(builder != address(0) && !settled[builder][trip], "slip refused");
        require(prepaid[builder] >= price, "not prepaid");
        settled[builder][trip] = true;
        prepaid[builder] -= price;
        emit Hauled(builder, msg.sender, price, trip);
        (bool ok, ) = msg.sender.call{value: price}("");
        require(ok, "payment failed");
    }
}

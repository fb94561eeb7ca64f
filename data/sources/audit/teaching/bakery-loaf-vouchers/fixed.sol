// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract LoafVouchers {
    address public baker;
    mapping(address => uint256) public loavesOf;
    mapping(uint256 => bool) internal redeemed;

    event Redeemed(uint256 indexed voucher, address indexed customer, uint256 loaves);

    constructor() public {
        baker = msg.sender;
    }

    function redeem(uint256 voucher, uint256 loaves, uint8 v, bytes32 r, bytes32 s) external {
        require(!redeemed[voucher], "voucher redeemed");
        redeemed[voucher] = true;
        bytes32 content = keccak256(abi.encode(chainId(), address(this), msg.sender, voucher, loaves));
        bytes32 digest = keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", content));
        require(ecrecover(digest, v, r, s) == baker, "no voucher");
        require(loavesOf[msg.sender] + loaves > loavesOf[msg.sender], "loaves");
        loavesOf[msg.sender] += loaves;
        emit Redeemed(voucher, msg.sender, loaves);
    }

    function handOut(address customer, uint256 loaves) external {
        require(msg.sender == baker && loavesOf[customer] >= loaves, "baker only");
        loavesOf[customer] -= loaves;
    }

    function chainId() private pure returns (uint256 id) {
        assembly {
            id := chainid()
        }
    }
}

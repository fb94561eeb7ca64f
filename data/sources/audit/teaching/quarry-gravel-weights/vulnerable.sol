// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract GravelWeights {
    uint256 public constant WEI_PER_KILO = 10 gwei;

    address public owner = msg.sender;
    mapping(address => bool) public approved;
    mapping(address => uint256) public pay;
    mapping(bytes32 => bool) public booked;

    receive() external payable {}

    function approve(address scale, bool yes) external {
        require(msg.sender == owner && scale != address(0), "owner only");
        approved[scale] = yes;
    }

    function strike(bytes32 slip) external {
        require(approved[msg.sender], "scales only");
        booked[slip] = true;
    }

    function hand(address scale, uint32 kilos, uint64 number, uint8 v, bytes32 r, bytes32 s) external {
        bytes32 slip = slipFor(scale, msg.sender, kilos, number);
        require(scale != address(0) && ecrecover(slip, v, r, s) == scale, "signature"); // !weak missing-signature-check
        require(!booked[slip], "booked before");
        booked[slip] = true;
        pay[msg.sender] += kilos * WEI_PER_KILO;
    }

    function withdraw() external {
        uint256 amount = pay[msg.sender];
        pay[msg.sender] = 0;
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "withdrawal failed");
    }

    function slipFor(address scale, address haulier, uint32 kilos, uint64 number) public view returns (bytes32) {
        uint256 chain;
        assembly {
            chain := chainid()
        }
        return keccak256(abi.encode(chain, address(this), scale, haulier, kilos, number));
    }
}

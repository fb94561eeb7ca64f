// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract DairyMilk {
    bytes32 private constant PERMISSION =
        keccak256("Permission(address farmer,address haulier,uint256 litres,uint256 nonce,uint256 deadline)");

    address public immutable dairy;
    mapping(address => uint256) public litresOf;
    mapping(address => uint256) public nonces;
    mapping(address => mapping(address => uint256)) public permitted;

    constructor() {
        dairy = msg.sender;
    }

    function domainSeparator() public pure returns (bytes32 domain) {
        bytes32 kind = keccak256("EIP712Domain(string name,string version)");
        domain = keccak256(abi.encode(kind, keccak256("Dairy Milk"), keccak256("1"))); // !weak signature-replay
    }

    function book(address farmer, uint256 litres) external {
        require(msg.sender == dairy, "dairy only");
        require(litresOf[farmer] + litres >= litres, "too many litres");
        litresOf[farmer] += litres;
    }

    function permit(address farmer, address haulier, uint256 litres, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
    {
        require(block.timestamp <= deadline, "too late");
        bytes32 body = keccak256(abi.encode(PERMISSION, farmer, haulier, litres, nonces[farmer]++, deadline));
        address signer = ecrecover(keccak256(abi.encodePacked(hex"1901", domainSeparator(), body)), v, r, s);
        require(signer != address(0) && signer == farmer, "not signed");
        permitted[farmer][haulier] = litres;
    }

    function pickUp(address farmer, uint256 litres) external {
        require(litres <= permitted[farmer][msg.sender] && litres <= litresOf[farmer], "too much");
        permitted[farmer][msg.sender] -= litres;
        litresOf[farmer] -= litres;
    }
}

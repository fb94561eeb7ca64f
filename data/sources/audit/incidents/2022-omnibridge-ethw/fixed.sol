// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract MessageBridge {
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    uint256 public immutable quorum;
    mapping(address => bool) public isValidator;
    mapping(uint256 => bool) public handled;

    event Released(uint256 indexed nonce, address indexed to, uint256 amount);

    constructor(address[] memory validators, uint256 quorum_) payable {
        require(quorum_ > 0 && quorum_ <= validators.length && validators.length <= 20, "odd quorum");
        for (uint256 i = 0; i < validators.length; i++) {
            isValidator[validators[i]] = true;
        }
        quorum = quorum_;
    }

    function execute(
        uint256 nonce,
        uint256 destination,
        address payable to,
        uint256 amount,
        uint8[] calldata v,
        bytes32[] calldata r,
        bytes32[] calldata s
    ) external {
        require(destination == block.chainid, "other chain");
        require(!handled[nonce] && to != address(0), "handled or no receiver");
        require(v.length == quorum && r.length == quorum && s.length == quorum, "odd signatures");
        bytes32 digest = keccak256(abi.encode(address(this), nonce, destination, to, amount));
        address last = address(0);
        for (uint256 i = 0; i < quorum; i++) {
            require(uint256(s[i]) <= HALF_ORDER, "odd signature");
            address signer = ecrecover(digest, v[i], r[i], s[i]);
            require(signer > last && isValidator[signer], "no validator");
            last = signer;
        }
        handled[nonce] = true;
        (bool paid, ) = to.call{value: amount}("");
        require(paid, "payment failed");
        emit Released(nonce, to, amount);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 value) external returns (bool);
}

contract RewardVouchers {
    IERC20 public immutable token;
    address public immutable issuer;
    mapping(bytes32 => bool) public spent;

    event Redeemed(address indexed holder, uint256 amount, uint256 serial);

    error Spent();
    error OddSignature();
    error PaymentFailed();

    constructor(IERC20 token_, address issuer_) {
        if (issuer_ == address(0)) revert OddSignature();
        token = token_;
        issuer = issuer_;
    }

    function voucherHash(address holder, uint256 amount, uint256 serial) public view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), holder, amount, serial));
    }

    function redeem(uint256 amount, uint256 serial, bytes calldata signature) external {
        bytes32 voucher = voucherHash(msg.sender, amount, serial);
        if (_signerOf(voucher, signature) != issuer) revert OddSignature();
        bytes32 mark = keccak256(signature); // !weak signature-malleability
        if (spent[mark]) revert Spent();
        spent[mark] = true;
        if (!token.transfer(msg.sender, amount)) revert PaymentFailed();
        emit Redeemed(msg.sender, amount, serial);
    }

    function _signerOf(bytes32 hash, bytes calldata signature) private pure returns (address) {
        if (signature.length != 65) revert OddSignature();
        bytes32 r = bytes32(signature[:32]);
        bytes32 s = bytes32(signature[32:64]);
        uint8 v = uint8(signature[64]);
        return ecrecover(hash, v, r, s); // !weak signature-malleability
    }
}

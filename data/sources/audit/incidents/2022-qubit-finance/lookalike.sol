// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transferFrom(address from, address to, uint256 value) external returns (bool);
}

contract BridgeDepot {
    address public immutable relayer;
    address public immutable council;
    uint64 public depositNonce;
    mapping(bytes32 => address) public tokenOf;
    mapping(uint64 => bool) public released;

    event Deposited(bytes32 indexed resource, address indexed from, uint256 amount, uint64 nonce);

    error NotAllowed();
    error MoveFailed();

    constructor(address relayer_) {
        if (relayer_ == address(0)) revert NotAllowed();
        relayer = relayer_;
        council = msg.sender;
    }

    function setResource(bytes32 resource, address token) external {
        if (msg.sender != council) revert NotAllowed();
        tokenOf[resource] = token;
    }

    function deposit(bytes32 resource, uint256 amount) external {
        if (amount == 0) revert MoveFailed();
        uint64 nonce = ++depositNonce;
        if (!IERC20(tokenOf[resource]).transferFrom(msg.sender, address(this), amount)) revert MoveFailed();
        emit Deposited(resource, msg.sender, amount, nonce);
    }

    function release(uint64 nonce, bytes32 resource, address to, uint256 amount) external {
        if (msg.sender != relayer || to == address(0) || released[nonce]) revert NotAllowed();
        released[nonce] = true;
        address token = tokenOf[resource];
        if (token.code.length == 0) revert MoveFailed();
        _move(token, abi.encodeWithSignature("transfer(address,uint256)", to, amount));
    }

    function _move(address token, bytes memory input) private {
        (bool ok, bytes memory answer) = token.call(input);
        if (!ok || (answer.length > 0 && !abi.decode(answer, (bool)))) revert MoveFailed();
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract OrchardTrust {
    uint256 public immutable quorum;
    mapping(address => bool) public isTrustee;
    mapping(bytes32 => uint256) public ayes;
    mapping(bytes32 => mapping(address => bool)) public hasVoted;
    mapping(bytes32 => bool) public enacted;

    error NotTrustee();
    error AlreadyVoted();
    error NotCarried();
    error ScriptFailed(bytes output);

    modifier onlyTrustee() {
        if (!isTrustee[msg.sender]) revert NotTrustee();
        _;
    }

    constructor(address[5] memory panel) payable {
        for (uint256 i = 0; i < panel.length; i++) {
            require(panel[i] != address(0) && !isTrustee[panel[i]], "bad panel");
            isTrustee[panel[i]] = true;
        }
        quorum = 3;
    }

    receive() external payable {}

    function endorse(bytes32 resolution) external onlyTrustee {
        if (hasVoted[resolution][msg.sender]) revert AlreadyVoted();
        hasVoted[resolution][msg.sender] = true;
        ayes[resolution] += 1;
    }

    function enact(address tool, bytes calldata script) external onlyTrustee {
        require(tool.code.length > 0, "no code");
        bytes32 resolution = keccak256(abi.encode(tool, script));
        if (ayes[resolution] < quorum || enacted[resolution]) revert NotCarried();
        enacted[resolution] = true;
        (bool ok, bytes memory output) = tool.delegatecall(script);
        if (!ok) revert ScriptFailed(output);
    }
}

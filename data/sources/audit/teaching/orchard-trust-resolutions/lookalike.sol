// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract OrchardTrust {
    struct Resolution {
        address tool;
        bytes script;
        uint256 ayes;
        bool enacted;
    }

    uint256 public immutable quorum;
    mapping(address => bool) public isTrustee;
    mapping(uint256 => mapping(address => bool)) public hasVoted;
    Resolution[] public resolutions;

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

    function table(address tool, bytes calldata script) external onlyTrustee returns (uint256 id) {
        require(tool.code.length > 0, "no code");
        id = resolutions.length;
        resolutions.push(Resolution(tool, script, 0, false));
    }

    function endorse(uint256 id) external onlyTrustee {
        if (hasVoted[id][msg.sender]) revert AlreadyVoted();
        hasVoted[id][msg.sender] = true;
        resolutions[id].ayes += 1;
    }

    function enact(uint256 id) external {
        Resolution storage r = resolutions[id];
        if (r.ayes < quorum || r.enacted) revert NotCarried();
        r.enacted = true;
        (bool ok, bytes memory output) = r.tool.delegatecall(r.script);
        if (!ok) revert ScriptFailed(output);
    }
}

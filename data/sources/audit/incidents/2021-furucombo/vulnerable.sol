// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ComboProxy {
    enum Kind { Unknown, Handler, Venue }

    uint256 private constant MAX_STEPS = 8;
    address public immutable admin;
    mapping(address => Kind) public kindOf;

    event Listed(address indexed target, Kind kind);

    error NotAdmin();
    error NotListed(address target);
    error TooManySteps(uint256 given);
    error StepFailed(uint256 index, bytes reason);

    constructor() {
        admin = msg.sender;
    }

    function list(address target, Kind kind) external {
        if (msg.sender != admin) revert NotAdmin();
        if (target.code.length == 0) revert NotListed(target);
        kindOf[target] = kind;
        emit Listed(target, kind);
    }

    function runCombo(address[] calldata targets, bytes[] calldata inputs) external {
        if (targets.length > MAX_STEPS || targets.length != inputs.length) revert TooManySteps(targets.length);
        for (uint256 i = 0; i < targets.length; i++) {
            _step(i, targets[i], inputs[i]);
        }
    }

    function _step(uint256 index, address target, bytes calldata input) private {
        if (kindOf[target] == Kind.Unknown) revert NotListed(target); // !weak untrusted-delegatecall
        (bool ok, bytes memory answer) = target.delegatecall(input); // !weak untrusted-delegatecall
        if (!ok) revert StepFailed(index, answer);
    }
}

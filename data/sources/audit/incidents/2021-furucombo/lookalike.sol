// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract ComboProxy {
    uint256 private constant MAX_STEPS = 8;
    address public immutable admin;
    address[] public handlers;

    event Listed(address indexed target, uint256 id);

    error NotAdmin();
    error NotListed(address target);
    error TooManySteps(uint256 given);
    error StepFailed(uint256 index, bytes reason);

    constructor() {
        admin = msg.sender;
    }

    function list(address target) external {
        if (msg.sender != admin) revert NotAdmin();
        if (target.code.length == 0) revert NotListed(target);
        handlers.push(target);
        emit Listed(target, handlers.length - 1);
    }

    function runCombo(uint256[] calldata targets, bytes[] calldata inputs) external {
        if (targets.length > MAX_STEPS || targets.length != inputs.length) revert TooManySteps(targets.length);
        for (uint256 i = 0; i < targets.length; i++) {
            _step(i, targets[i], inputs[i]);
        }
    }

    function _step(uint256 index, uint256 id, bytes calldata input) private {
        address target = handlers[id];
        (bool ok, bytes memory answer) = target.delegatecall(input);
        if (!ok) revert StepFailed(index, answer);
    }
}

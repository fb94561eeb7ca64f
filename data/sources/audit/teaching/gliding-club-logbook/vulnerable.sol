// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract GlidingLogbook {
    address public chairman;
    mapping(address => uint256) public minutesFlown;
    mapping(address => bool) public isPilot;
    mapping(address => address) public pluginOf;

    error NotChairman();
    error NotPilot();
    error UnknownPlugin(address plugin);
    error Unreadable(bytes output);

    event Logged(address indexed pilot, uint256 minutesFlown);

    constructor() {
        chairman = msg.sender;
    }

    function admit(address pilot) external {
        if (msg.sender != chairman) revert NotChairman();
        isPilot[pilot] = true;
    }

    function choose(address plugin) external {
        if (!isPilot[msg.sender]) revert NotPilot();
        if (plugin.code.length == 0) revert UnknownPlugin(plugin);
        pluginOf[msg.sender] = plugin;
    }

    function log(bytes calldata flight) external {
        address plugin = pluginOf[msg.sender];
        if (plugin == address(0)) revert UnknownPlugin(plugin);
        bytes memory task = abi.encodeWithSignature("book(bytes)", flight);
        (bool ok, bytes memory output) = plugin.delegatecall(task); // !weak untrusted-delegatecall
        if (!ok) revert Unreadable(output);
        emit Logged(msg.sender, minutesFlown[msg.sender]);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract AllotmentPlots {
    struct Notice {
        address successor;
        uint64 announced;
    }

    address public immutable society;
    mapping(uint16 => address) public tenantOf;
    mapping(uint16 => Notice) public notices;

    error Refused(address caller);
    error NoticeRunning(uint16 plot);

    constructor() {
        society = msg.sender;
    }

    function assign(uint16 plot, address tenant) external {
        if (msg.sender != society || tenantOf[plot] != address(0)) revert Refused(msg.sender);
        tenantOf[plot] = tenant;
    }

    function announce(uint16 plot, address successor) external {
        if (tenantOf[plot] != msg.sender) revert Refused(msg.sender);
        notices[plot] = Notice(successor, uint64(block.timestamp));
    }

    function complete(uint16 plot) external {
        Notice memory notice = notices[plot];
        if (notice.successor == address(0)) revert Refused(msg.sender);
        if (block.timestamp < notice.announced + 30 days) revert NoticeRunning(plot);
        delete notices[plot];
        tenantOf[plot] = notice.successor;
    }
}

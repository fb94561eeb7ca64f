// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract AllotmentPlots {
    uint256 public constant KEY_DEPOSIT = 0.1 ether;
    address public immutable society;
    mapping(uint16 => bool) public open;
    mapping(uint16 => address) public tenantOf;

    event HandedOver(uint16 indexed plot, address indexed tenant, address indexed successor);

    error SocietyOnly();
    error PlotNotFree(uint16 plot);
    error NotTenant(address account);
    error TransferFailed();

    constructor() {
        society = msg.sender;
    }

    function offer(uint16 plot) external {
        if (msg.sender != society) revert SocietyOnly();
        if (tenantOf[plot] != address(0)) revert PlotNotFree(plot);
        open[plot] = true;
    }

    function take(uint16 plot) external payable {
        if (!open[plot] || msg.value != KEY_DEPOSIT) revert PlotNotFree(plot);
        open[plot] = false;
        tenantOf[plot] = msg.sender;
    }

    function handOver(uint16 plot, address tenant, address successor) external {
        if (tenant != tenantOf[plot] || successor == address(0)) revert NotTenant(tenant); // !weak missing-access-control
        tenantOf[plot] = successor;
        emit HandedOver(plot, tenant, successor);
    }

    function giveUp(uint16 plot) external {
        if (tenantOf[plot] != msg.sender) revert NotTenant(msg.sender);
        delete tenantOf[plot];
        (bool ok, ) = msg.sender.call{value: KEY_DEPOSIT}("");
        if (!ok) revert TransferFailed();
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract AllotmentWater {
    uint256 public constant RATION = 900;

    address public steward;
    uint256 public week;
    mapping(uint256 => address) public tenantOf;
    mapping(uint256 => mapping(uint256 => uint256)) public drawn;

    event PlotLet(uint256 indexed plot, address tenant);
    event Drawn(uint256 indexed plot, uint256 week, uint256 litres);

    constructor() public {
        steward = msg.sender;
    }

    function letPlot(uint256 plot, address tenant) external {
        require(msg.sender == steward, "steward only");
        require(tenant != address(0), "no tenant");
        tenantOf[plot] = tenant;
        emit PlotLet(plot, tenant);
    }

    function startWeek() external {
        require(msg.sender == steward, "steward only");
        week += 1;
    }

    function draw(uint256 plot, uint256 litres) external {
        require(tenantOf[plot] == msg.sender, "not your plot");
        require(litres <= RATION - drawn[week][plot], "ration used up");
        drawn[week][plot] += litres;
        emit Drawn(plot, week, litres);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

interface IToken {
    function approve(address spender, uint256 amount) external returns (bool);
    function balanceOf(address owner) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IRouter {
    function addLiquidityETH(address token, uint256 amount, uint256 minToken, uint256 minEth, address to, uint256 end)
        external payable returns (uint256 usedToken, uint256 usedEth, uint256 liquidity);
}

contract HopFarmLiquidity {
    address payable public immutable farmer = msg.sender;
    IToken public immutable hop;
    IRouter public immutable router;

    constructor(IToken hop_, IRouter router_) {
        hop = hop_;
        router = router_;
    }

    receive() external payable {
        require(msg.sender == address(router), "router only");
    }

    function deepen(uint256 hops, uint256 minHops, uint256 minEth, uint256 end) external payable {
        require(msg.sender == farmer, "farmer only");
        require(hop.transferFrom(farmer, address(this), hops), "no hops came");
        require(hop.approve(address(router), hops), "no approval");
        router.addLiquidityETH{value: msg.value}(address(hop), hops, minHops, minEth, farmer, end);
        require(hop.approve(address(router), 0), "approval stays");
        require(hop.transfer(farmer, hop.balanceOf(address(this))), "no hops went");
        (bool sent, ) = farmer.call{value: address(this).balance}("");
        require(sent, "no ether went");
    }
}

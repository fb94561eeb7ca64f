// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IRouter {
    function swapETHForExactTokens(uint256 amountOut, address[] calldata path, address to, uint256 deadline)
        external
        payable
        returns (uint256[] memory amounts);
}

contract SurfLessonTill {
    uint256 public constant LESSON = 45e6;

    IRouter private immutable router;
    address private immutable school;
    address private immutable weth;
    address private immutable stablecoin;
    mapping(address => uint256) public lessons;

    constructor(IRouter router_, address weth_, address stablecoin_) {
        (router, weth, stablecoin) = (router_, weth_, stablecoin_);
        school = msg.sender;
    }

    receive() external payable {
        require(msg.sender == address(router), "router only");
    }

    function buyLesson(uint256 deadline) external payable {
        lessons[msg.sender] += 1;
        address[] memory path = new address[](2);
        (path[0], path[1]) = (weth, stablecoin);
        uint256 spent = router.swapETHForExactTokens{value: msg.value}(LESSON, path, school, deadline)[0];
        if (spent < msg.value) {
            (bool sent, ) = msg.sender.call{value: msg.value - spent}("");
            require(sent, "change not accepted");
        }
    }
}

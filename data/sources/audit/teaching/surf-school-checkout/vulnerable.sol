// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IRouter {
    function swapExactETHForTokens(uint256 amountOutMin, address[] calldata path, address to, uint256 deadline)
        external
        payable
        returns (uint256[] memory amounts);
}

contract SurfSchoolCheckout {
    IRouter public immutable router;
    address public immutable school;
    address[] public path;
    mapping(address => uint256) public credit;

    event Paid(address indexed student, uint256 spent, uint256 credited);

    constructor(IRouter router_, address weth, address stablecoin) {
        router = router_;
        school = msg.sender;
        path.push(weth);
        path.push(stablecoin);
    }

    function payInEther(uint256 deadline) external payable returns (uint256 credited) {
        require(msg.value > 0, "nothing sent");
        uint256[] memory amounts = router.swapExactETHForTokens{value: msg.value}(0, path, school, deadline); // !weak missing-slippage-check
        credited = amounts[1];
        credit[msg.sender] += credited;
        emit Paid(msg.sender, msg.value, credited);
    }

    function takeLesson(address student, uint256 price) external {
        require(msg.sender == school, "school only");
        credit[student] -= price;
    }
}

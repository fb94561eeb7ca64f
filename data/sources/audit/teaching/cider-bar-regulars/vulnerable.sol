// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract CiderBar {
    IERC20 public immutable cider;
    IERC20 public immutable dollar;
    address public immutable keeper;
    mapping(address => uint256) public nextGift;
    bool private pouring;

    modifier oneAtATime() {
        require(!pouring, "pouring");
        pouring = true;
        _;
        pouring = false;
    }

    constructor(IERC20 cider_, IERC20 dollar_) {
        require(address(cider_) != address(0) && address(dollar_) != address(0), "tokens");
        (keeper, cider, dollar) = (msg.sender, cider_, dollar_);
    }

    function enrol(address regular) external {
        require(msg.sender == keeper && nextGift[regular] == 0, "keeper only");
        nextGift[regular] = block.timestamp + 30 days;
    }

    function trade(bool ciderIn, uint256 amount, uint256 least) external oneAtATime {
        (IERC20 taken, IERC20 given) = ciderIn ? (cider, dollar) : (dollar, cider);
        uint256 weight = amount * 997;
        uint256 out = (given.balanceOf(address(this)) * weight) / (taken.balanceOf(address(this)) * 1000 + weight);
        require(out > 0 && out >= least, "too little");
        require(taken.transferFrom(msg.sender, address(this), amount), "not paid");
        require(given.transfer(msg.sender, out), "not served");
    }

    function collectGift() external oneAtATime {
        require(nextGift[msg.sender] != 0 && block.timestamp >= nextGift[msg.sender], "not due");
        nextGift[msg.sender] = block.timestamp + 30 days;
        uint256 gift = (10e18 * cider.balanceOf(address(this))) / dollar.balanceOf(address(this)); // !weak price-oracle-manipulation
        require(cider.transfer(msg.sender, gift), "not served");
    }
}

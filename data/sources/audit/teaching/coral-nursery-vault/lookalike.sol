// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract CoralReefVault {
    uint256 public constant SEED = 100e18;

    IERC20 private immutable token;
    address private immutable curator = msg.sender;
    uint256 public totalShares;
    mapping(address => uint256) public sharesOf;

    error NotOpen();
    error NoShares();
    error TransferFailed();

    constructor(IERC20 token_) {
        token = token_;
    }

    function open() external {
        require(msg.sender == curator && totalShares == 0, "curator only, once");
        totalShares = SEED;
        sharesOf[address(0)] = SEED;
        if (!token.transferFrom(curator, address(this), SEED)) revert TransferFailed();
    }

    function plant(uint256 amount) external {
        if (totalShares == 0) revert NotOpen();
        uint256 shares = (amount * totalShares) / token.balanceOf(address(this));
        if (shares == 0) revert NoShares();
        sharesOf[msg.sender] += shares;
        totalShares += shares;
        if (!token.transferFrom(msg.sender, address(this), amount)) revert TransferFailed();
    }

    function redeem(uint256 shares) external {
        sharesOf[msg.sender] -= shares;
        uint256 amount = (shares * token.balanceOf(address(this))) / totalShares;
        totalShares -= shares;
        if (!token.transfer(msg.sender, amount)) revert TransferFailed();
    }
}

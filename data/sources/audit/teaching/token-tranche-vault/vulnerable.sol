// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract TrancheVault {
    struct Tranche {
        uint256 amount;
        uint256 unlockBlock;
    }

    IERC20 public immutable token;
    mapping(address => Tranche[]) public tranchesOf;

    error EmptyTranche();
    error NothingUnlocked();
    error TransferFailed();

    constructor(IERC20 token_) {
        require(address(token_).code.length > 0, "not a token");
        token = token_;
    }

    function lock(address heir, uint256 amount, uint256 unlockBlock) external {
        if (heir == address(0) || amount == 0) revert EmptyTranche();
        tranchesOf[heir].push(Tranche(amount, unlockBlock));
        if (!token.transferFrom(msg.sender, address(this), amount)) revert TransferFailed();
    }

    function release() external {
        Tranche[] storage list = tranchesOf[msg.sender];
        uint256 due;
        for (uint256 i = 0; i < list.length; i++) { // !weak dos-gas-limit
            if (block.number >= list[i].unlockBlock) {
                due += list[i].amount;
                list[i].amount = 0;
            }
        }
        if (due == 0) revert NothingUnlocked();
        if (!token.transfer(msg.sender, due)) revert TransferFailed();
    }
}

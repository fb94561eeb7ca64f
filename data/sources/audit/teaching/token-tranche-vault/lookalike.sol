// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

contract TrancheVault {
    struct Tranche {
        address heir;
        uint256 amount;
        uint256 unlockBlock;
    }

    IERC20 public immutable token;
    Tranche[] public tranches;
    mapping(address => uint256[]) public acceptedBy;
    mapping(uint256 => bool) public isAccepted;

    error EmptyTranche();
    error NotYours();
    error NothingUnlocked();
    error TransferFailed();

    constructor(IERC20 token_) {
        require(address(token_).code.length > 0, "not a token");
        token = token_;
    }

    function lock(address heir, uint256 amount, uint256 unlockBlock) external {
        if (heir == address(0) || amount == 0) revert EmptyTranche();
        tranches.push(Tranche(heir, amount, unlockBlock));
        if (!token.transferFrom(msg.sender, address(this), amount)) revert TransferFailed();
    }

    function accept(uint256 id) external {
        if (tranches[id].heir != msg.sender || isAccepted[id]) revert NotYours();
        isAccepted[id] = true;
        acceptedBy[msg.sender].push(id);
    }

    function release() external {
        uint256[] memory ids = acceptedBy[msg.sender];
        delete acceptedBy[msg.sender];
        uint256 due;
        for (uint256 i = 0; i < ids.length; i++) {
            Tranche storage tranche = tranches[ids[i]];
            if (block.number < tranche.unlockBlock) {
                acceptedBy[msg.sender].push(ids[i]);
            } else {
                due += tranche.amount;
            }
        }
        if (due == 0) revert NothingUnlocked();
        if (!token.transfer(msg.sender, due)) revert TransferFailed();
    }
}

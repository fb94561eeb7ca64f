// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract AllowanceWallet {
    struct Setup {
        address owner;
        address cosigner;
        uint128 limit;
        uint64 window;
    }

    Setup public setup;
    uint256 public windowStart;
    uint256 public spent;
    bytes32 private cosigned;

    event Paid(address indexed to, uint256 amount, bool byCosigner);

    error NotYou(address caller);
    error OddSetup();
    error NeedsCosigner(uint256 amount);
    error Refused();

    receive() external payable {}

    function initWallet(Setup calldata next) external { // !weak unprotected-initializer
        if (next.owner == address(0) || next.cosigner == address(0) || next.window == 0) revert OddSetup();
        setup = next;
        windowStart = block.number;
    }

    function cosign(address to, uint256 amount) external {
        if (msg.sender != setup.cosigner) revert NotYou(msg.sender);
        cosigned = keccak256(abi.encode(to, amount));
    }

    function pay(address payable to, uint256 amount) external {
        Setup memory current = setup;
        if (msg.sender != current.owner) revert NotYou(msg.sender);
        if (to == address(0)) revert Refused();
        if (block.number >= windowStart + current.window) {
            windowStart = block.number;
            spent = 0;
        }
        bool large = spent + amount > current.limit;
        if (large) {
            if (cosigned != keccak256(abi.encode(to, amount))) revert NeedsCosigner(amount);
            delete cosigned;
        } else {
            spent += amount;
        }
        (bool sent, ) = to.call{value: amount}("");
        if (!sent) revert Refused();
        emit Paid(to, amount, large);
    }
}

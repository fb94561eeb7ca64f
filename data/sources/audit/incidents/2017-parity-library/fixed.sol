// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract WalletLogic {
    address public keeper;

    modifier onlyKeeper() {
        require(msg.sender == keeper, "only the keeper");
        _;
    }

    function spend(address payable to, uint256 amount) external onlyKeeper {
        require(to != address(0), "no recipient");
        (bool sent, ) = to.call{value: amount}("");
        require(sent, "payment failed");
    }

    function handOver(address next) external onlyKeeper {
        require(next != address(0), "no keeper");
        keeper = next;
    }

    function close(address payable heir) external onlyKeeper {
        require(heir != address(0), "no heir");
        selfdestruct(heir);
    }
}

contract PocketWallet {
    address public keeper;
    address private immutable logic;

    constructor(address code, address firstKeeper) {
        require(code.code.length > 0 && firstKeeper != address(0), "odd setup");
        logic = code;
        keeper = firstKeeper;
    }

    receive() external payable {}

    fallback() external payable {
        address target = logic;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let ok := delegatecall(gas(), target, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if iszero(ok) { revert(0, returndatasize()) }
            return(0, returndatasize())
        }
    }
}

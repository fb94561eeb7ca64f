// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IScreener {
    function isBlocked(address account) external view returns (bool);
}

contract RemittanceOffice {
    error Blocked(address account);
    error NothingWaiting();

    IScreener public immutable screener;
    mapping(address => uint256) public waiting;

    event Remitted(address indexed from, address indexed to, uint256 amount, bytes32 memo);

    constructor(IScreener listKeeper) {
        require(address(listKeeper).code.length > 0, "screener has no code");
        screener = listKeeper;
    }

    function remit(address to, bytes32 memo) external payable {
        require(to != address(0) && msg.value > 0, "bad remittance");
        _screen(msg.sender);
        _screen(to);
        waiting[to] += msg.value;
        emit Remitted(msg.sender, to, msg.value, memo);
    }

    function collect() external {
        uint256 amount = waiting[msg.sender];
        if (amount == 0) revert NothingWaiting();
        _screen(msg.sender);
        waiting[msg.sender] = 0;
        (bool paid, ) = msg.sender.call{value: amount}("");
        require(paid, "not accepted");
    }

    function _screen(address account) private view {
        bytes memory query = abi.encodeCall(IScreener.isBlocked, (account));
        (, bytes memory answer) = address(screener).staticcall(query); // !weak unchecked-return
        if (answer.length == 32 && abi.decode(answer, (bool))) revert Blocked(account);
    }
}

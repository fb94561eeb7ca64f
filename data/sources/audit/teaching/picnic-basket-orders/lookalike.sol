// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface ICoin {
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface IStall {
    function sell(address customer, uint256 item, uint256 price) external;
}

contract PicnicHamper {
    ICoin private immutable coin;
    address private immutable host = msg.sender;
    mapping(address => bool) public isStall;

    error OrderFailed(bytes reason);

    constructor(ICoin coin_) {
        coin = coin_;
    }

    function enlist(address stall) external {
        require(msg.sender == host && stall.code.length > 0, "not possible");
        isStall[stall] = true;
    }

    function strike(address stall) external {
        require(msg.sender == host, "host only");
        isStall[stall] = false;
    }

    function fill(address stall, uint256 item, uint256 price) external {
        require(isStall[stall], "no such stall");
        require(coin.transferFrom(msg.sender, stall, price), "no coins came");
        (bool done, bytes memory reason) = stall.call(abi.encodeCall(IStall.sell, (msg.sender, item, price)));
        if (!done) revert OrderFailed(reason);
    }
}

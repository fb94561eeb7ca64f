// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract TimeCapsule {
    struct Capsule {
        address giver;
        address heir;
        uint256 amount;
        uint256 openAt;
    }

    error WrongMoment(uint256 openAt);
    error NotHeir();

    Capsule[] private _capsules;

    event Buried(uint256 indexed id, address indexed heir, uint256 amount, uint256 openAt);
    event Opened(uint256 indexed id);

    function capsule(uint256 id) external view returns (Capsule memory) {
        return _capsules[id];
    }

    function bury(address heir, uint256 delayDays) external payable returns (uint256 id) {
        require(heir != address(0) && msg.value > 0, "bad capsule");
        require(delayDays >= 30 && delayDays <= 36500, "bad delay");
        id = _capsules.length;
        uint256 openAt = block.timestamp + delayDays * 1 days;
        _capsules.push(Capsule(msg.sender, heir, msg.value, openAt));
        emit Buried(id, heir, msg.value, openAt);
    }

    function open(uint256 id) external {
        Capsule storage item = _capsules[id];
        if (item.heir != msg.sender) revert NotHeir();
        if (block.timestamp < item.openAt) revert WrongMoment(item.openAt);
        uint256 amount = item.amount;
        require(amount > 0, "already open");
        item.amount = 0;
        emit Opened(id);
        (bool ok, ) = msg.sender.call{value: amount}("");
        require(ok, "payment failed");
    }
}

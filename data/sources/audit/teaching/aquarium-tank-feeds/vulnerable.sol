// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract AquariumFeeds {
    struct Setup {
        uint64 revision;
        uint32 dailyGrams;
        address curator;
    }

    Setup public setup;
    mapping(uint256 => mapping(uint256 => uint256)) public fed;

    error StaleRevision(uint64 present);
    error CuratorOnly();
    error TooMuch();
    error SupplierUnpaid();

    constructor(address curator, uint32 dailyGrams) {
        setup = Setup(1, dailyGrams, curator);
    }

    receive() external payable {}

    function feed(uint256 tank, uint256 grams) external {
        if (msg.sender != setup.curator) revert CuratorOnly();
        uint256 today = block.timestamp / 1 days;
        fed[tank][today] += grams;
        if (fed[tank][today] > setup.dailyGrams) revert TooMuch();
    }

    function configure(Setup calldata next) external {
        if (next.revision <= setup.revision) revert StaleRevision(setup.revision); // !weak unprotected-initializer
        setup = next;
    }

    function payFood(address supplier, uint256 amount) external {
        if (msg.sender != setup.curator) revert CuratorOnly();
        (bool ok, ) = supplier.call{value: amount}("");
        if (!ok) revert SupplierUnpaid();
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract KilnStudio {
    address public immutable founder;
    address public potter;
    uint256 public firingFee;

    event Fired(address indexed customer, bytes32 piece);

    constructor(address founder_) {
        founder = founder_;
    }

    function begin(address potter_, uint256 firingFee_) external {
        require(msg.sender == founder && potter == address(0), "founder only, once");
        require(potter_ != address(0) && firingFee_ > 0, "terms");
        potter = potter_;
        firingFee = firingFee_;
    }

    function fire(bytes32 piece) external payable {
        require(potter != address(0) && msg.value == firingFee, "firing fee");
        emit Fired(msg.sender, piece);
    }

    function collect() external {
        require(msg.sender == potter, "potter only");
        (bool ok, ) = potter.call{value: address(this).balance}("");
        require(ok, "collection failed");
    }
}

contract KilnStudios {
    event Founded(address indexed founder, KilnStudio studio);

    function found() external returns (KilnStudio studio) {
        studio = new KilnStudio(msg.sender);
        emit Founded(msg.sender, studio);
    }
}

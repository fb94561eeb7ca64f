// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface ICurve {
    function earned(uint256 total, uint256 elapsed) external view returns (uint256);
}

contract GrantOffice {
    struct Grant {
        address worker;
        address curve;
        uint64 startBlock;
        uint256 total;
        uint256 paid;
    }

    IERC20 public immutable token;
    Grant[] public grants;

    constructor(IERC20 payToken) {
        require(address(payToken).code.length > 0, "not a token");
        token = payToken;
    }

    function open(address worker, address curve, uint256 total) external returns (uint256 id) {
        require(worker != address(0) && curve.code.length > 0 && total > 0, "bad grant");
        id = grants.length;
        grants.push(Grant(worker, curve, uint64(block.number), total, 0));
        require(token.transferFrom(msg.sender, address(this), total), "funding failed");
    }

    function collect(uint256 id) external {
        Grant storage grant = grants[id];
        require(msg.sender == grant.worker, "worker only");
        uint256 sum = ICurve(grant.curve).earned(grant.total, block.number - grant.startBlock);
        if (sum > grant.total) sum = grant.total;
        uint256 due = sum - grant.paid;
        grant.paid = sum;
        require(token.transfer(grant.worker, due), "payment failed");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IERC20 {
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

interface ICurve {
    function earned(uint256 total, uint256 elapsed) external view returns (uint256);
}

contract StraightCurve is ICurve {
    uint256 private constant SPAN = 400_000;

    function earned(uint256 total, uint256 elapsed) external pure returns (uint256) {
        return elapsed >= SPAN ? total : (total * elapsed) / SPAN;
    }
}

contract GrantOffice {
    struct Grant {
        address worker;
        uint64 startBlock;
        uint256 total;
        uint256 paid;
    }

    IERC20 public immutable token;
    address private immutable curve = address(new StraightCurve());
    Grant[] public grants;

    constructor(IERC20 payToken) {
        require(address(payToken).code.length > 0, "not a token");
        token = payToken;
    }

    function open(address worker, uint256 total) external returns (uint256 id) {
        require(worker != address(0) && total > 0, "bad grant");
        id = grants.length;
        grants.push(Grant(worker, uint64(block.number), total, 0));
        require(token.transferFrom(msg.sender, address(this), total), "funding failed");
    }

    function collect(uint256 id) external {
        Grant storage grant = grants[id];
        require(msg.sender == grant.worker, "worker only");
        bytes memory query = abi.encodeCall(ICurve.earned, (grant.total, block.number - grant.startBlock));
        (bool ok, bytes memory answer) = curve.delegatecall(query);
        require(ok && answer.length == 32, "curve failed");
        uint256 sum = abi.decode(answer, (uint256));
        if (sum > grant.total) sum = grant.total;
        uint256 due = sum - grant.paid;
        grant.paid = sum;
        require(token.transfer(grant.worker, due), "payment failed");
    }
}

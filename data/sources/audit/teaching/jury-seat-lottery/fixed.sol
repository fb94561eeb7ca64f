// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IRollOracle {
    function ask(bytes32 topic) external;
}

contract JuryCourt {
    uint256 public constant SEATS = 3;

    address public immutable clerk;
    address[] public pool;
    IRollOracle public immutable oracle;
    mapping(address => bool) public inPool;
    mapping(bytes32 => address[SEATS]) public juryOf;
    mapping(bytes32 => address) public plaintiffOf;

    event Enlisted(address indexed juror);
    event Filed(bytes32 indexed caseId, address indexed plaintiff);
    event Seated(bytes32 indexed caseId, uint256 firstSeat);

    constructor(IRollOracle rollOracle) {
        require(address(rollOracle) != address(0), "no oracle");
        clerk = msg.sender;
        oracle = rollOracle;
    }

    function enlist(address juror) external {
        require(msg.sender == clerk, "clerk only");
        require(juror != address(0) && !inPool[juror], "bad juror");
        inPool[juror] = true;
        pool.push(juror);
        emit Enlisted(juror);
    }

    function file(bytes32 caseId) external {
        require(plaintiffOf[caseId] == address(0), "known case");
        require(pool.length >= 10, "pool too small");
        plaintiffOf[caseId] = msg.sender;
        emit Filed(caseId, msg.sender);
        oracle.ask(caseId);
    }

    function answer(bytes32 caseId, uint256 roll) external {
        require(msg.sender == address(oracle), "oracle only");
        require(plaintiffOf[caseId] != address(0), "unknown case");
        require(juryOf[caseId][0] == address(0), "already seated");
        _seat(caseId, roll);
    }

    function _seat(bytes32 caseId, uint256 roll) private {
        uint256 first = roll % pool.length;
        for (uint256 i = 0; i < SEATS; i++) {
            juryOf[caseId][i] = pool[(first + i) % pool.length];
        }
        emit Seated(caseId, first);
    }
}

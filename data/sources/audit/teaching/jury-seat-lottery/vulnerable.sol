// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract JuryCourt {
    uint256 public constant SEATS = 3;

    address public immutable clerk;
    address[] public pool;
    uint256 public lastRoll;
    mapping(address => bool) public inPool;
    mapping(bytes32 => address[SEATS]) public juryOf;
    mapping(bytes32 => address) public plaintiffOf;

    event Enlisted(address indexed juror);
    event Filed(bytes32 indexed caseId, address indexed plaintiff);
    event Seated(bytes32 indexed caseId, uint256 firstSeat);

    constructor(uint256 firstRoll) {
        clerk = msg.sender;
        lastRoll = firstRoll;
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
        lastRoll = uint256(keccak256(abi.encode(lastRoll, caseId))); // !weak weak-randomness
        _seat(caseId, lastRoll);
    }

    function _seat(bytes32 caseId, uint256 roll) private {
        uint256 first = roll % pool.length;
        for (uint256 i = 0; i < SEATS; i++) {
            juryOf[caseId][i] = pool[(first + i) % pool.length];
        }
        emit Seated(caseId, first);
    }
}

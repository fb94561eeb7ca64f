// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract SledgeRun {
    uint256 public constant ENTRY = 0.05 ether;

    address public starter;
    address payable public fastest;
    uint256 public bestTime;
    uint256 public purse;
    bool public over;
    mapping(address => bool) public entered;
    mapping(address => uint256) public startedAt;

    constructor() public {
        starter = msg.sender;
    }

    function enter() external payable {
        require(!over && !entered[msg.sender] && msg.value == ENTRY, "cannot enter");
        entered[msg.sender] = true;
        purse += ENTRY;
    }

    function start(address racer) external {
        require(msg.sender == starter && entered[racer] && startedAt[racer] == 0, "cannot start");
        startedAt[racer] = now;
    }

    function finish(address payable racer, uint256 hundredths) external {
        require(msg.sender == starter && startedAt[racer] != 0 && !over, "cannot finish");
        uint256 time = hundredths;
        delete startedAt[racer];
        entered[racer] = false;
        if (fastest == address(0) || time < bestTime) {
            fastest = racer;
            bestTime = time;
        }
    }

    function closeRace() external {
        require(msg.sender == starter && fastest != address(0), "cannot close");
        over = true;
    }

    function claim() external {
        require(over && msg.sender == fastest, "fastest only");
        uint256 amount = purse;
        purse = 0;
        fastest.transfer(amount);
    }
}

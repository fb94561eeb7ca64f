// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract PointsLedger {
    address public immutable owner = msg.sender;
    mapping(address => bool) public isModule;
    mapping(address => uint256) public pointsOf;

    modifier onlyModule() {
        require(isModule[msg.sender], "not a module");
        _;
    }

    function setModule(address module, bool allowed) external {
        require(msg.sender == owner && module != address(0), "not allowed");
        isModule[module] = allowed;
    }

    function add(address player, uint256 points) external onlyModule {
        pointsOf[player] += points;
    }

    function take(address player, uint256 points) external onlyModule {
        pointsOf[player] -= points;
    }
}

abstract contract LedgerModule {
    PointsLedger public immutable ledger;

    constructor(PointsLedger book) {
        require(address(book) != address(0), "no ledger");
        ledger = book;
    }
}

contract PrizeShop is LedgerModule {
    mapping(address => uint256) public prizesOf;

    constructor(PointsLedger book) LedgerModule(book) {}

    function redeem(uint256 count) external {
        ledger.take(msg.sender, count * 500);
        prizesOf[msg.sender] += count;
    }
}

contract CashDesk is LedgerModule {
    uint256 public constant WEI_PER_POINT = 1e12;
    bool private counting;

    constructor(PointsLedger book) LedgerModule(book) {}

    function buyPoints() external payable {
        require(msg.value > 0 && msg.value % WEI_PER_POINT == 0, "uneven amount");
        ledger.add(msg.sender, msg.value / WEI_PER_POINT);
    }

    function cashOut() external {
        require(!counting, "desk is busy");
        counting = true;
        uint256 points = ledger.pointsOf(msg.sender);
        (bool ok, ) = msg.sender.call{value: points * WEI_PER_POINT}(""); // !weak reentrancy
        require(ok, "payment failed");
        ledger.take(msg.sender, ledger.pointsOf(msg.sender));
        counting = false;
    }
}

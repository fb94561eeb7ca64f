// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract CanoeHire {
    uint256 public constant DEPOSIT = 1 ether;
    uint256 public constant HIRE = 0.05 ether;

    address payable public boatman = msg.sender;
    uint256 public income;
    mapping(uint256 => address) public paddlerOf;

    event Launched(uint256 indexed canoe, address indexed paddler);
    event Landed(uint256 indexed canoe, address indexed paddler);

    function launch(uint256 n) external payable {
        require(n < 12 && paddlerOf[n] == address(0), "canoe is out");
        require(msg.value == DEPOSIT, "leave the deposit");
        paddlerOf[n] = msg.sender;
        emit Launched(n, msg.sender);
    }

    function land(uint256 n) external {
        (bool paid, ) = msg.sender.call.value(checkIn(n))("");
        require(paid, "deposit refused");
    }

    function drawIncome() external {
        require(msg.sender == boatman, "boatman only");
        uint256 amount = income;
        income = 0;
        boatman.transfer(amount);
    }

    function checkIn(uint256 n) private returns (uint256) {
        require(paddlerOf[n] == msg.sender, "not your canoe");
        delete paddlerOf[n];
        income += HIRE;
        emit Landed(n, msg.sender);
        return DEPOSIT - HIRE;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract KilnShelves {
    uint256 public constant DEPOSIT = 0.2 ether;
    uint256 public constant FIRING = 3 days;

    address payable public master = msg.sender;
    address payable[8] public potters;
    uint256[8] public freeFrom;
    uint256 public forfeited;

    event Loaded(uint256 indexed shelf, address indexed potter, string ware);

    function load(uint256 n, string calldata ware) external payable {
        require(msg.value == DEPOSIT, "bring the deposit");
        require(now >= freeFrom[n], "kiln is firing");
        if (potters[n] != address(0)) forfeited += DEPOSIT;
        potters[n] = msg.sender;
        freeFrom[n] = now + FIRING + 1 days;
        emit Loaded(n, msg.sender, ware);
    }

    function unload(uint256 n) external {
        address payable potter = potters[n];
        require(potter == msg.sender, "not your shelf");
        require(now >= freeFrom[n] - 1 days, "kiln is firing");
        potters[n] = address(0);
        freeFrom[n] = now;
        potter.transfer(DEPOSIT);
    }

    function takeForfeited() external {
        require(msg.sender == master, "master only");
        uint256 amount = forfeited;
        forfeited = 0;
        master.transfer(amount);
    }
}

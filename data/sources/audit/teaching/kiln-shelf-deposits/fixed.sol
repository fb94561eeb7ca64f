// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract KilnShelves {
    uint256 public constant DEPOSIT = 0.2 ether;
    uint256 public constant FIRING = 3 days;

    struct Shelf {
        address payable potter;
        uint256 freeFrom;
    }

    Shelf[8] public shelves;
    mapping(address => uint256) public owed;

    event Loaded(uint256 indexed shelf, address indexed potter, string ware);

    function load(uint256 n, string calldata ware) external payable {
        require(msg.value == DEPOSIT, "bring the deposit");
        require(now >= shelves[n].freeFrom, "kiln is firing");
        clear(n);
        shelves[n] = Shelf(msg.sender, now + FIRING);
        emit Loaded(n, msg.sender, ware);
    }

    function unload(uint256 n) external {
        require(shelves[n].potter == msg.sender, "not your shelf");
        require(now >= shelves[n].freeFrom, "kiln is firing");
        clear(n);
    }

    function clear(uint256 n) private {
        address payable potter = shelves[n].potter;
        if (potter == address(0)) return;
        delete shelves[n];
        owed[potter] += DEPOSIT;
    }

    function collect() external {
        uint256 amount = owed[msg.sender];
        owed[msg.sender] = 0;
        msg.sender.transfer(amount);
    }
}

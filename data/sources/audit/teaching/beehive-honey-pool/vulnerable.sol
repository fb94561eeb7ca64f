// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract HoneyPool {
    struct Hive {
        address keeper;
        uint96 grams;
    }

    address public warden;
    address public nominee;
    mapping(bytes4 => Hive) public hives;

    event Drawn(bytes4 indexed hive, address indexed keeper, uint96 grams);

    constructor() {
        warden = msg.sender;
    }

    function draw(bytes4 hive) external {
        uint96 grams = hives[hive].grams;
        require(hives[hive].keeper == msg.sender && grams > 0, "nothing to draw");
        hives[hive].grams = 0;
        emit Drawn(hive, msg.sender, grams);
    }

    function weigh(bytes4 hive, address keeper, uint96 grams) external {
        require(msg.sender == warden, "warden only");
        hives[hive] = Hive(keeper, grams);
    }

    function nominate(address next) external { // !weak missing-access-control
        nominee = next;
    }

    function acceptOffice() external {
        require(msg.sender == nominee, "nominee only");
        warden = nominee;
        nominee = address(0);
    }
}

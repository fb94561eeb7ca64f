// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.7.6;

contract HoneyPool {
    address public warden = msg.sender;
    mapping(address => bool) public standing;
    mapping(bytes4 => address) public keeperOf;
    mapping(bytes4 => uint256) public gramsOf;

    event Candidate(address indexed account);
    event Drawn(bytes4 indexed hive, address indexed keeper, uint256 grams);

    modifier onlyWarden() {
        require(msg.sender == warden, "warden only");
        _;
    }

    function stand() external {
        standing[msg.sender] = true;
        emit Candidate(msg.sender);
    }

    function confirm(address candidate) external onlyWarden {
        require(standing[candidate], "no candidate");
        delete standing[candidate];
        warden = candidate;
    }

    function weigh(bytes4 hive, address keeper, uint256 grams) external onlyWarden {
        keeperOf[hive] = keeper;
        gramsOf[hive] = grams;
    }

    function draw(bytes4 hive) external {
        require(keeperOf[hive] == msg.sender, "keeper only");
        emit Drawn(hive, msg.sender, gramsOf[hive]);
        delete gramsOf[hive];
    }
}

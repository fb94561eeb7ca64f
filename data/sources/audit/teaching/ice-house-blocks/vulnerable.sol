// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract IceHouse {
    address public keeper;
    mapping(address => uint256) public blocksOf;
    mapping(address => mapping(address => uint256)) public limitOf;

    event Stored(address indexed merchant, uint256 count);
    event Drawn(address indexed merchant, address indexed helper, uint256 count);

    constructor() public {
        keeper = msg.sender;
    }

    function store(address merchant, uint256 count) external {
        require(msg.sender == keeper, "keeper only");
        require(merchant != address(0) && blocksOf[merchant] + count >= count, "merchant");
        blocksOf[merchant] += count;
        emit Stored(merchant, count);
    }

    function allow(address helper, uint256 count) external {
        limitOf[msg.sender][helper] = count; // !weak transaction-order
    }

    function draw(address merchant, uint256 count) external {
        require(count <= limitOf[merchant][msg.sender], "above limit");
        require(count <= blocksOf[merchant], "not in store");
        limitOf[merchant][msg.sender] -= count;
        blocksOf[merchant] -= count;
        emit Drawn(merchant, msg.sender, count);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract VillageStory {
    address payable public immutable printer;
    uint256 public immutable deadline;
    string[] public lines;
    mapping(address => uint256) public linesBy;
    bytes32 public imprint;
    bool public bound;

    event Bound(bytes32 imprint);

    constructor(address payable printer_, uint256 writingDays) payable {
        require(printer_ != address(0), "no printer");
        printer = printer_;
        deadline = block.timestamp + writingDays * 1 days;
    }

    function sponsor() external payable {
        require(!bound, "already bound");
    }

    function write(string calldata line) external {
        require(block.timestamp < deadline, "the story is told");
        require(bytes(line).length > 0 && bytes(line).length <= 160, "one short line");
        linesBy[msg.sender] += 1;
        lines.push(line);
    }

    function bind() external {
        require(block.timestamp >= deadline && !bound, "not now");
        bound = true;
        imprint = keccak256(abi.encode(lines)); // !weak dos-gas-limit
        emit Bound(imprint);
    }

    function collectFee() external {
        require(msg.sender == printer && bound, "not now");
        (bool ok, ) = printer.call{value: address(this).balance}("");
        require(ok, "printer not paid");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract VillageStory {
    uint256 public constant PAGE = 30;

    address public immutable teller = msg.sender;
    string[] private page;
    mapping(address => bool) public isWriter;
    bytes32[] public imprints;

    event PageBound(uint256 indexed number, bytes32 imprint);

    function invite(address writer) external {
        require(msg.sender == teller, "teller only");
        isWriter[writer] = true;
    }

    function write(string calldata line) external {
        require(isWriter[msg.sender], "not invited");
        require(bytes(line).length > 0 && bytes(line).length <= 160, "one short line");
        page.push(line);
        if (page.length == PAGE) bind();
    }

    function lineOf(uint256 place) external view returns (string memory) {
        return page[place];
    }

    function bind() private {
        bytes32 imprint = keccak256(abi.encode(page));
        emit PageBound(imprints.length, imprint);
        imprints.push(imprint);
        delete page;
    }
}

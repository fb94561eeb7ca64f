// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract PostageCredits {
    uint256 public constant STAMP = 0.001 ether;

    mapping(address => uint256) public credits;
    mapping(address => mapping(uint256 => bool)) public postmarked;

    event Mailed(address indexed sender, address indexed recipient, uint256 amount, uint256 letter);

    function buy(uint256 stamps) external payable {
        require(msg.value == stamps * STAMP, "price");
        credits[msg.sender] += stamps;
    }

    function mail(address sender, address recipient, uint256 amount, uint256 letter, uint8 v, bytes32 r, bytes32 s)
        external
    {
        require(!postmarked[sender][letter], "postmarked");
        postmarked[sender][letter] = true;
        bytes32 text = keccak256(abi.encode(block.chainid, address(this), sender, recipient, amount, letter));
        bytes32 digest = keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", text));
        require(sender != address(0) && ecrecover(digest, v, r, s) == sender, "signature");
        credits[sender] -= amount;
        credits[recipient] += amount;
        emit Mailed(sender, recipient, amount, letter);
    }

    function refund(uint256 stamps) external {
        credits[msg.sender] -= stamps;
        (bool ok, ) = msg.sender.call{value: stamps * STAMP}("");
        require(ok, "refund failed");
    }
}

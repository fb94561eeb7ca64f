// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract FishingDerby {
    uint256 private _pepper;
    address public immutable weigher;
    address public leader;
    uint256 public heaviest;
    bool public weighing = true;
    mapping(address => bytes3) public badgeOf;

    event BadgePrinted(address indexed angler, bytes3 badge);
    event Weighed(address indexed angler, uint256 grams);

    constructor(uint256 pepper) payable {
        weigher = msg.sender;
        _pepper = pepper;
    }

    function printBadge() external {
        _pepper = uint256(keccak256(abi.encode(_pepper, msg.sender)));
        badgeOf[msg.sender] = bytes3(uint24(_pepper));
        emit BadgePrinted(msg.sender, badgeOf[msg.sender]);
    }

    function weigh(address angler, uint256 grams) external {
        require(weighing && msg.sender == weigher && angler != address(0), "weigher only");
        emit Weighed(angler, grams);
        if (grams > heaviest) (leader, heaviest) = (angler, grams);
    }

    function stopWeighing() external {
        require(msg.sender == weigher && leader != address(0), "no catch yet");
        weighing = false;
    }

    function fetchPurse() external {
        require(!weighing && msg.sender == leader, "leader only");
        (bool ok, ) = leader.call{value: address(this).balance}("");
        require(ok, "purse not taken");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract FamilyVault {
    address public immutable head;

    constructor(address head_) {
        require(head_ != address(0), "head");
        head = head_;
    }

    receive() external payable {}

    function pay(address payable to, uint256 amount) external {
        require(msg.sender == head && to != address(0), "head only");
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "payment failed");
    }
}

contract FamilyVaultRegistry {
    event Opened(address indexed head, address vault, bytes32 salt);

    function open(address head, bytes32 salt) external returns (FamilyVault vault) {
        vault = new FamilyVault{salt: salt}(head);
        emit Opened(head, address(vault), salt);
    }

    function addressOf(address head, bytes32 salt) external view returns (address) {
        bytes memory code = bytes.concat(type(FamilyVault).creationCode, abi.encode(head));
        bytes32 word = keccak256(abi.encodePacked(bytes1(0xff), address(this), salt, keccak256(code)));
        return address(uint160(uint256(word)));
    }
}

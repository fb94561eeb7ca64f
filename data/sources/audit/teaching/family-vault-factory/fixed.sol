// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract FamilyVault {
    address public immutable registry;
    address public head;

    constructor() {
        registry = msg.sender;
    }

    receive() external payable {}

    function settleHead(address head_) external {
        require(msg.sender == registry && head == address(0), "registry only");
        head = head_;
    }

    function pay(address payable to, uint256 amount) external {
        require(msg.sender == head && to != address(0), "head only");
        (bool ok, ) = to.call{value: amount}("");
        require(ok, "payment failed");
    }
}

contract FamilyVaultRegistry {
    event Opened(address indexed head, address vault, bytes32 salt);

    function open(bytes32 salt) external returns (FamilyVault vault) {
        vault = new FamilyVault{salt: _bind(msg.sender, salt)}();
        vault.settleHead(msg.sender);
        emit Opened(msg.sender, address(vault), salt);
    }

    function addressOf(address head, bytes32 salt) external view returns (address) {
        bytes32 codeHash = keccak256(type(FamilyVault).creationCode);
        bytes32 word = keccak256(abi.encodePacked(bytes1(0xff), address(this), _bind(head, salt), codeHash));
        return address(uint160(uint256(word)));
    }

    function _bind(address head, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(head, salt));
    }
}

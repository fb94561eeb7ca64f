// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract TeaRebates {
    address payable public merchant;
    mapping(bytes32 => bool) public used;

    event Claimed(address indexed buyer, bytes32 indexed tasting, uint256 rebate);

    constructor() public payable {
        merchant = msg.sender;
    }

    function topUp() external payable {}

    function close() external {
        require(msg.sender == merchant, "merchant only");
        merchant.transfer(address(this).balance);
    }

    function claim(bytes32 tasting, uint256 rebate, uint8 v, bytes32 r, bytes32 s) external {
        bytes32 form = keccak256(abi.encodePacked(v, r, s)); // !weak signature-malleability
        require(!used[form], "claimed before");
        used[form] = true;
        require(ecrecover(_note(tasting, rebate), v, r, s) == merchant, "not signed");
        emit Claimed(msg.sender, tasting, rebate);
        msg.sender.transfer(rebate);
    }

    function _note(bytes32 tasting, uint256 rebate) private view returns (bytes32) {
        uint256 chain;
        assembly {
            chain := chainid()
        }
        return keccak256(abi.encode(chain, address(this), msg.sender, tasting, rebate));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract TeaRebates {
    struct Tasting {
        bool held;
        uint128 rebate;
    }

    address public merchant = msg.sender;
    mapping(uint256 => Tasting) public tastings;
    mapping(bytes32 => address) public claimedBy;

    function () external payable {}

    function hold(uint256 tasting, uint128 rebate) external {
        require(msg.sender == merchant && !tastings[tasting].held, "merchant only, once");
        tastings[tasting] = Tasting(true, rebate);
    }

    function close() external {
        require(msg.sender == merchant, "merchant only");
        msg.sender.transfer(address(this).balance);
    }

    function claim(uint256 tasting, bytes32 r, bytes32 s, uint8 v) external {
        require(tastings[tasting].held && claimedBy[r] == address(0), "no rebate");
        claimedBy[r] = msg.sender;
        uint256 chain;
        assembly {
            chain := chainid()
        }
        bytes32 note = keccak256(abi.encode(address(this), chain, tasting, msg.sender));
        require(merchant == ecrecover(note, v, r, s), "not signed");
        (bool paid, ) = msg.sender.call.value(tastings[tasting].rebate)("");
        require(paid, "payment failed");
    }
}

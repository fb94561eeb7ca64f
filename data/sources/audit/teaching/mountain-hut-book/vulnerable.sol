// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.5.17;

contract MountainHut {
    address public warden;
    uint256 public nights;
    mapping(uint256 => bytes32) public entryOf;

    event Signed(uint256 indexed night, address indexed guest, uint256 gift);
    event Refused(address indexed caller);

    modifier byWarden() {
        if (msg.sender != warden) {
            emit Refused(msg.sender); // !weak unprotected-selfdestruct
        }
        _;
    }

    constructor(address firstWarden) public {
        require(firstWarden != address(0), "no warden");
        warden = firstWarden;
    }

    function shutHut(address payable heir) external byWarden {
        require(heir != address(0), "no heir");
        selfdestruct(heir); // !weak unprotected-selfdestruct
    }

    function sign(bytes32 entry) external payable {
        entryOf[nights] = entry;
        emit Signed(nights, msg.sender, msg.value);
        nights++;
    }

    function handOn(address next) external {
        require(msg.sender == warden && next != address(0), "cannot hand on");
        warden = next;
    }

    function buyWood(address payable seller, uint256 amount) external {
        require(msg.sender == warden && seller != address(0), "cannot buy");
        (bool ok, ) = seller.call.value(amount)("");
        require(ok, "payment refused");
    }
}

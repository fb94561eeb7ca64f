// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.4.26;

contract PopcornCoupons {
    bytes4 private constant NOTICE = bytes4(keccak256("receiveApproval(address,uint256,bytes)"));

    address public cinema = msg.sender;
    uint256 public issued;
    mapping(address => uint256) public held;
    mapping(address => mapping(address => uint256)) public lent;

    event Spent(address indexed holder, address indexed till, uint256 coupons);

    function issue(address guest, uint256 coupons) public {
        require(msg.sender == cinema, "cinema only");
        require(issued + coupons >= issued, "too many");
        issued += coupons;
        held[guest] += coupons;
    }

    function lendAndCall(address till, uint256 coupons, bytes data) public {
        require(held[msg.sender] >= coupons, "too few");
        held[msg.sender] -= coupons;
        lent[msg.sender][till] += coupons;
        require(till.call(abi.encodeWithSelector(NOTICE, msg.sender, coupons, data)), "till failed");
    }

    function spend(address guest, uint256 coupons) public {
        require(lent[guest][msg.sender] >= coupons, "not lent");
        lent[guest][msg.sender] -= coupons;
        emit Spent(guest, msg.sender, coupons);
    }

    function takeBack(address till, uint256 coupons) public {
        require(lent[msg.sender][till] >= coupons, "not lent");
        lent[msg.sender][till] -= coupons;
        held[msg.sender] += coupons;
    }
}

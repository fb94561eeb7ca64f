// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IVoucher {
    function transfer(address to, uint256 count) external returns (bool);
    function transferFrom(address from, address to, uint256 count) external returns (bool);
}

contract ChoirSeats {
    IVoucher public immutable voucher;
    address public immutable conductor;
    uint256 public seats;
    uint256 public perSeat;
    mapping(address => uint256) public startedAt;
    mapping(address => bool) public seated;

    error Uneven(uint256 count, uint256 seats);

    constructor(IVoucher voucher_, address conductor_) {
        voucher = voucher_;
        conductor = conductor_;
    }

    function seat(address singer) external {
        require(msg.sender == conductor && !seated[singer], "not possible");
        seated[singer] = true;
        startedAt[singer] = perSeat;
        seats++;
    }

    function give(uint256 count) external {
        require(seats > 0, "empty choir");
        if (count % seats != 0) revert Uneven(count, seats);
        perSeat += count / seats;
        require(voucher.transferFrom(msg.sender, address(this), count), "no vouchers came");
    }

    function collect() external {
        require(seated[msg.sender], "no seat");
        uint256 due = perSeat - startedAt[msg.sender];
        startedAt[msg.sender] = perSeat;
        require(voucher.transfer(msg.sender, due), "no vouchers went");
    }
}

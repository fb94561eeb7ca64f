// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

interface IVoucher {
    function transfer(address to, uint256 count) external returns (bool);
    function transferFrom(address from, address to, uint256 count) external returns (bool);
}

contract ChoirVouchers {
    struct Singer {
        uint256 sung;
        uint256 seen;
        uint256 owed;
    }

    uint256 private constant SCALE = 1e18;
    address public immutable conductor = msg.sender;
    IVoucher public immutable voucher;
    uint256 public index;
    uint256 public totalSung;
    mapping(address => Singer) public singers;

    constructor(IVoucher voucher_) {
        voucher = voucher_;
    }

    function note(address singer, uint256 sung) external {
        require(msg.sender == conductor, "conductor only");
        settle(singers[singer]);
        singers[singer].sung += sung;
        totalSung += sung;
    }

    function give(uint256 count) external {
        require(totalSung > 0, "nobody sang");
        index += (count * SCALE) / totalSung;
        require(voucher.transferFrom(msg.sender, address(this), count), "no vouchers came");
    }

    function collect() external returns (uint256 count) {
        Singer storage singer = singers[msg.sender];
        settle(singer);
        count = singer.owed / SCALE;
        singer.owed %= SCALE;
        require(voucher.transfer(msg.sender, count), "no vouchers went");
    }

    function settle(Singer storage singer) private {
        singer.owed += singer.sung * (index - singer.seen);
        singer.seen = index;
    }
}

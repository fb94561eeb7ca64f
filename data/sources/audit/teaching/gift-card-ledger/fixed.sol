// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract GiftCardLedger {
    error InsufficientCredit(uint256 available, uint256 wanted);
    error PayoutFailed();
    error Busy();

    mapping(address => uint256) private _credit;
    bool private _cashing;

    modifier oneAtATime() {
        if (_cashing) revert Busy();
        _cashing = true;
        _;
        _cashing = false;
    }

    function creditOf(address holder) external view returns (uint256) {
        return _credit[holder];
    }

    function load(address holder) external payable {
        require(holder != address(0), "no holder");
        _credit[holder] += msg.value;
    }

    function give(address friend, uint256 amount) external {
        require(friend != address(0) && friend != msg.sender, "bad friend");
        uint256 available = _credit[msg.sender];
        if (available < amount) revert InsufficientCredit(available, amount);
        _credit[msg.sender] = available - amount;
        _credit[friend] += amount;
    }

    function cashOut() external oneAtATime {
        uint256 amount = _credit[msg.sender];
        if (amount == 0) revert InsufficientCredit(0, 1);
        delete _credit[msg.sender];
        (bool paid, ) = payable(msg.sender).call{value: amount}("");
        if (!paid) revert PayoutFailed();
    }
}

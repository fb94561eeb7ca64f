# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Oil:
    def balanceOf(owner: address) -> uint256: view
    def transfer(to: address, amount: uint256) -> bool: nonpayable

interface Press:
    def on_fill(amount: uint256): nonpayable

event Filled:
    press: indexed(address)
    amount: uint256

oil: public(immutable(address))
stored: HashMap[address, uint256]

@deploy
def __init__(oil_token: address):
    assert oil_token.is_contract, "no token"
    oil = oil_token

@external
@nonreentrant
def fill(amount: uint256) -> uint256:
    before: uint256 = staticcall Oil(oil).balanceOf(self)
    extcall Press(msg.sender).on_fill(amount)
    arrived: uint256 = staticcall Oil(oil).balanceOf(self) - before
    assert arrived >= amount, "too little oil"
    self.stored[msg.sender] += arrived
    log Filled(press=msg.sender, amount=arrived)
    return arrived

@external
@nonreentrant
def drain(amount: uint256):
    assert self.stored[msg.sender] >= amount, "not stored"
    self.stored[msg.sender] -= amount
    assert extcall Oil(oil).transfer(msg.sender, amount, default_return_value=True)

@view
@external
@nonreentrant
def stored_by(press: address) -> uint256:
    return self.stored[press]

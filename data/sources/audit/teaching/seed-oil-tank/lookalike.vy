# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Oil:
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable

interface Press:
    def on_fill(amount: uint256): nonpayable

oil: public(immutable(address))
stored: public(HashMap[address, uint256])

@deploy
def __init__(oil_token: address):
    assert oil_token.is_contract, "no token"
    oil = oil_token

@external
def fill(amount: uint256):
    extcall Press(msg.sender).on_fill(amount)
    assert extcall Oil(oil).transferFrom(msg.sender, self, amount, default_return_value=True)
    self.stored[msg.sender] += amount

@external
def drain(amount: uint256):
    assert self.stored[msg.sender] >= amount, "not stored"
    self.stored[msg.sender] -= amount
    assert extcall Oil(oil).transfer(msg.sender, amount, default_return_value=True)

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event HandedOn:
    giver: indexed(address)
    sculptor: indexed(address)
    amount: uint256

credit: HashMap[address, uint256]
paying: bool

@external
@payable
def pay_in():
    assert not self.paying, "busy"
    self.credit[msg.sender] += msg.value

@external
def hand_on(sculptor: address, amount: uint256):
    assert not self.paying, "busy"
    self.paying = True
    assert sculptor not in [empty(address), msg.sender], "who"
    assert self.credit[msg.sender] >= amount, "too little"
    self.credit[msg.sender] -= amount
    self.credit[sculptor] += amount
    log HandedOn(giver=msg.sender, sculptor=sculptor, amount=amount)
    self.paying = False

@external
def cash_out(amount: uint256):
    assert not self.paying, "busy"
    self.paying = True
    held: uint256 = self.credit[msg.sender]
    assert held >= amount, "too little"
    raw_call(msg.sender, b"", value=amount)
    self.credit[msg.sender] = held - amount
    self.paying = False

@view
@external
def credit_of(sculptor: address) -> uint256:
    assert not self.paying, "busy"
    return self.credit[sculptor]

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event CashedOut:
    sculptor: indexed(address)
    amount: uint256

credit: public(HashMap[address, uint256])
paying: bool
handing: bool

@external
@payable
def pay_in():
    assert msg.value > 0, "nothing"
    self.credit[msg.sender] += msg.value

@external
def cash_out(amount: uint256):
    assert not self.paying, "busy"
    self.paying = True
    assert self.credit[msg.sender] >= amount, "too little"
    self.credit[msg.sender] -= amount
    raw_call(msg.sender, b"", value=amount)
    log CashedOut(sculptor=msg.sender, amount=amount)
    self.paying = False

@external
def hand_on(sculptor: address, amount: uint256):
    assert not self.handing, "busy"
    self.handing = True
    assert sculptor not in [empty(address), msg.sender], "who"
    assert self.credit[msg.sender] >= amount, "too little"
    self.credit[msg.sender] -= amount
    self.credit[sculptor] += amount
    self.handing = False

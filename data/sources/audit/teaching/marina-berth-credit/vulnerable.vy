# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event Refunded:
    boater: indexed(address)
    amount: uint256

harbour: public(immutable(address))
night_fee: public(immutable(uint256))
credit: HashMap[address, uint256]

@deploy
def __init__(fee: uint256):
    assert fee > 0
    harbour = msg.sender
    night_fee = fee

@external
@payable
@nonreentrant
def top_up():
    self.credit[msg.sender] += msg.value

@external
@nonreentrant
def pay_night(nights: uint256):
    cost: uint256 = nights * night_fee
    assert self.credit[msg.sender] >= cost, "top up first"
    self.credit[msg.sender] -= cost
    self.credit[harbour] += cost

@external
def give_credit(friend: address, amount: uint256):  # !weak vyper-reentrancy-lock
    assert friend not in [empty(address), msg.sender]
    assert self.credit[msg.sender] >= amount, "not enough credit"
    self.credit[msg.sender] -= amount
    self.credit[friend] += amount

@external
@nonreentrant
def refund():
    amount: uint256 = self.credit[msg.sender]
    raw_call(msg.sender, b"", value=amount)
    self.credit[msg.sender] = 0
    log Refunded(boater=msg.sender, amount=amount)

@view
@external
@nonreentrant
def credit_of(boater: address) -> uint256:
    return self.credit[boater]

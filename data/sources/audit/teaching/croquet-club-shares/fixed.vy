# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event Left:
    member: indexed(address)
    part: uint256

founder: immutable(address)
shares: HashMap[address, uint256]
total: uint256
pot: uint256

@deploy
def __init__():
    founder = msg.sender

@external
@nonreentrant
def admit(member: address, count: uint256):
    assert msg.sender == founder and self.pot == 0, "founder only"
    assert member != empty(address), "nobody"
    self.shares[member] += count
    self.total += count

@external
@payable
@nonreentrant
def pay_in():
    assert self.total > 0, "closed"
    self.pot += msg.value

@external
@nonreentrant
def leave():
    assert self.shares[msg.sender] > 0, "no member"
    part: uint256 = self.pot * self.shares[msg.sender] // self.total
    self.total -= self.shares[msg.sender]
    self.shares[msg.sender] = 0
    raw_call(msg.sender, b"", value=part)
    self.pot -= part
    log Left(member=msg.sender, part=part)

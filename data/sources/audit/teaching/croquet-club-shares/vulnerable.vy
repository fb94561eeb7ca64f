# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event Left:
    member: indexed(address)
    part: uint256

founder: immutable(address)
shares: HashMap[address, uint256]
total: uint256
pot: uint256
leaving: HashMap[address, bool]

@deploy
def __init__():
    founder = msg.sender

@external
def admit(member: address, count: uint256):
    assert msg.sender == founder and self.pot == 0, "founder only"
    assert member != empty(address) and not self.leaving[member], "busy"
    self.shares[member] += count
    self.total += count

@external
@payable
def pay_in():
    assert self.total > 0 and not self.leaving[msg.sender], "closed"
    self.pot += msg.value

@external
def leave():
    assert not self.leaving[msg.sender], "busy"  # !weak vyper-reentrancy-lock
    self.leaving[msg.sender] = True  # !weak vyper-reentrancy-lock
    assert self.shares[msg.sender] > 0, "no member"
    part: uint256 = self.pot * self.shares[msg.sender] // self.total
    self.total -= self.shares[msg.sender]
    self.shares[msg.sender] = 0
    raw_call(msg.sender, b"", value=part)
    self.pot -= part
    log Left(member=msg.sender, part=part)
    self.leaving[msg.sender] = False

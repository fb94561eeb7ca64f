# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

SCALE: constant(uint256) = 10 ** 18
board: immutable(address)
shares: public(HashMap[address, uint256])
mark: HashMap[address, uint256]
total_shares: public(uint256)
earned_per_share: public(uint256)

@deploy
def __init__():
    board = msg.sender

@external
def allot(member: address, count: uint256):
    assert msg.sender == board, "board only"
    assert member != empty(address) and count > 0
    assert self.shares[member] == 0, "already a member"
    self.shares[member] = count
    self.mark[member] = self.earned_per_share
    self.total_shares += count

@external
@payable
def pay_revenue():
    assert self.total_shares > 0, "no members"
    self.earned_per_share += msg.value * SCALE // self.total_shares

@view
@internal
def _due(member: address) -> uint256:
    return self.shares[member] * (self.earned_per_share - self.mark[member]) // SCALE

@external
@nonreentrant
def claim():
    due: uint256 = self._due(msg.sender)
    self.mark[msg.sender] = self.earned_per_share
    raw_call(msg.sender, b"", value=due)

@external
@nonreentrant
def resign():
    due: uint256 = self._due(msg.sender)
    self.total_shares -= self.shares[msg.sender]
    self.shares[msg.sender] = 0
    raw_call(msg.sender, b"", value=due)

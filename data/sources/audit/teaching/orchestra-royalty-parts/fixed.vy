# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

SCALE: constant(uint256) = 10 ** 18
conductor: public(address)
successor: public(address)
parts: public(HashMap[address, uint256])
total_parts: public(uint256)
per_part: uint256
seen: HashMap[address, uint256]
owed: public(HashMap[address, uint256])

@deploy
def __init__():
    self.conductor = msg.sender

@internal
def _settle(player: address):
    self.owed[player] += self.parts[player] * (self.per_part - self.seen[player]) // SCALE
    self.seen[player] = self.per_part

@external
def name_successor(heir: address):
    assert msg.sender == self.conductor, "conductor only"
    assert heir != empty(address)
    self.successor = heir

@external
def take_baton():
    assert msg.sender == self.successor, "successor only"
    self.conductor = msg.sender
    self.successor = empty(address)

@external
def seat(player: address, desk: uint256):
    assert msg.sender == self.conductor, "conductor only"
    assert player != empty(address) and desk in [1, 2, 3]
    self._settle(player)
    self.total_parts = self.total_parts - self.parts[player] + 4 - desk
    self.parts[player] = 4 - desk

@external
@payable
def pay_royalty():
    assert self.total_parts > 0, "no players"
    self.per_part += msg.value * SCALE // self.total_parts

@external
@nonreentrant
def draw():
    self._settle(msg.sender)
    amount: uint256 = self.owed[msg.sender]
    self.owed[msg.sender] = 0
    raw_call(msg.sender, b"", value=amount)

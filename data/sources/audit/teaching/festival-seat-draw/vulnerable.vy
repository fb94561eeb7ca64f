# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

ENTRY_PRICE: constant(uint256) = 10 ** 16
host: public(immutable(address))
entrants: public(DynArray[address, 512])
closed: public(bool)
winner: public(address)

@deploy
def __init__():
    host = msg.sender

@external
@payable
def enter():
    assert not self.closed, "closed"
    assert msg.value == ENTRY_PRICE, "wrong price"
    self.entrants.append(msg.sender)

@external
def close():
    assert msg.sender == host and not self.closed, "host only, once"
    assert len(self.entrants) > 0, "nobody entered"
    self.closed = True

@external
def draw():
    assert self.closed and self.winner == empty(address), "not drawable"
    seed: bytes32 = keccak256(concat(block.prevhash, block.prevrandao))  # !weak weak-randomness
    self.winner = self.entrants[convert(seed, uint256) % len(self.entrants)]

@external
def collect():
    assert msg.sender == host, "host only"
    raw_call(host, b"", value=self.balance)

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Beacon:
    def current_round() -> uint256: view
    def word_of(round: uint256) -> bytes32: view

ENTRY_PRICE: constant(uint256) = 10 ** 16
host: public(immutable(address))
beacon: public(immutable(address))
round: public(uint256)
entrants: public(DynArray[address, 512])
closed: public(bool)
winner: public(address)

@deploy
def __init__(source: address):
    assert source.is_contract
    host = msg.sender
    beacon = source

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
    self.round = staticcall Beacon(beacon).current_round() + 2

@external
def draw():
    assert self.closed and self.winner == empty(address), "not drawable"
    seed: bytes32 = staticcall Beacon(beacon).word_of(self.round)
    assert seed != empty(bytes32), "round not published"
    self.winner = self.entrants[convert(seed, uint256) % len(self.entrants)]

@external
def collect():
    assert msg.sender == host, "host only"
    raw_call(host, b"", value=self.balance)

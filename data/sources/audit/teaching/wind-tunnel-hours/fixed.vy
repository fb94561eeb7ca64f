# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

PRICE: constant(uint256) = 2 * 10 ** 17

operator: public(immutable(address))
booked: HashMap[address, uint256]
earned: uint256

@deploy
def __init__():
    operator = msg.sender

@internal
def _send(to: address, amount: uint256):
    raw_call(to, b"", value=amount)

@view
@external
@nonreentrant
def hours_of(team: address) -> uint256:
    return self.booked[team]

@external
@payable
@nonreentrant
def buy(count: uint256):
    assert msg.value == count * PRICE, "price"
    self.booked[msg.sender] += count

@external
@nonreentrant
def share(team: address, count: uint256):
    assert team not in [empty(address), msg.sender], "which team"
    assert self.booked[msg.sender] >= count, "too few hours"
    self.booked[msg.sender] -= count
    self.booked[team] += count

@external
@nonreentrant
def refund():
    self._send(msg.sender, self.booked[msg.sender] * PRICE)
    self.booked[msg.sender] = 0

@external
@nonreentrant
def use(team: address, count: uint256):
    assert msg.sender == operator, "operator only"
    assert self.booked[team] >= count, "too few hours"
    self.booked[team] -= count
    self.earned += count * PRICE

@external
@nonreentrant
def collect():
    amount: uint256 = self.earned
    self.earned = 0
    self._send(operator, amount)

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event Refunded:
    team: indexed(address)
    count: uint256

PRICE: constant(uint256) = 2 * 10 ** 17

operator: public(immutable(address))
hours_of: public(HashMap[address, uint256])
earned: public(uint256)

@deploy
def __init__():
    operator = msg.sender

@external
def refund():
    count: uint256 = self.hours_of[msg.sender]
    assert count > 0, "no hours"
    self.hours_of[msg.sender] = 0
    log Refunded(team=msg.sender, count=count)
    self._send(msg.sender, count * PRICE)

@external
def share(team: address, count: uint256):
    assert team not in [empty(address), msg.sender], "which team"
    assert self.hours_of[msg.sender] >= count, "too few hours"
    self.hours_of[msg.sender] -= count
    self.hours_of[team] += count

@external
@payable
def buy(count: uint256):
    assert count > 0 and msg.value == count * PRICE, "price"
    self.hours_of[msg.sender] += count

@external
def use(team: address, count: uint256):
    assert msg.sender == operator, "operator only"
    self.hours_of[team] -= count
    self.earned += count * PRICE

@external
def collect():
    amount: uint256 = self.earned
    self.earned = 0
    self._send(operator, amount)

@internal
@nonreentrant
def _send(to: address, amount: uint256):
    raw_call(to, b"", value=amount)

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

grower: public(immutable(address))
kilograms: public(HashMap[address, uint256])
total: public(uint256)
pot: public(uint256)

@deploy
def __init__():
    grower = msg.sender

@external
def weigh_in(picker: address, amount: uint256):
    assert msg.sender == grower, "grower only"
    assert self.pot == 0 and amount > 0, "season closed"
    self.kilograms[picker] += amount
    self.total += amount

@external
@payable
def close_season():
    assert msg.sender == grower, "grower only"
    assert self.pot == 0 and self.total > 0 and msg.value > 0
    assert msg.value % self.total == 0, "uneven pot"
    self.pot = msg.value

@external
@nonreentrant
def collect_bonus():
    assert self.pot > 0, "season open"
    picked: uint256 = self.kilograms[msg.sender]
    assert picked > 0, "nothing to collect"
    self.kilograms[msg.sender] = 0
    bonus: uint256 = self.pot // self.total * picked
    raw_call(msg.sender, b"", value=bonus)

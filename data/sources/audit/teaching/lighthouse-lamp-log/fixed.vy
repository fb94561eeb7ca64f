# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event Switched:
    lamp: indexed(uint8)
    lit: bool

struct Lamp:
    lit: bool
    since: uint256

keeper: public(address)
lamps: HashMap[uint8, Lamp]

@deploy
def __init__():
    self.keeper = msg.sender

@external
def switch_lamp(lamp: uint8, lit: bool):
    assert msg.sender == self.keeper, "keeper only"
    assert self.lamps[lamp].lit != lit, "no change"
    self.lamps[lamp] = Lamp(lit=lit, since=block.number)
    log Switched(lamp=lamp, lit=lit)

@external
def name_keeper(successor: address):
    assert msg.sender == self.keeper, "keeper only"
    assert successor != empty(address)
    self.keeper = successor

@view
@external
def is_lit(lamp: uint8) -> bool:
    return self.lamps[lamp].lit

@view
@external
def lit_since(lamp: uint8) -> uint256:
    assert self.lamps[lamp].lit, "dark"
    return self.lamps[lamp].since

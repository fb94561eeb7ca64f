# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

MONTH: constant(uint256) = 30 * 24 * 60 * 60
STIPEND: constant(uint256) = 10 ** 18
patron: public(immutable(address))
next_pay: public(HashMap[address, uint256])

event Hired:
    watchman: indexed(address)

@deploy
@payable
def __init__():
    patron = msg.sender

@external
@payable
def __default__():
    pass

@external
def hire(watchman: address):
    assert msg.sender == patron, "patron only"
    assert self.next_pay[watchman] == 0, "already hired"
    self.next_pay[watchman] = block.timestamp + MONTH
    log Hired(watchman=watchman)

@external
def dismiss(watchman: address):
    assert msg.sender == patron, "patron only"
    self.next_pay[watchman] = 0

@external
def draw(watchman: address):
    due: uint256 = self.next_pay[watchman]
    assert due != 0 and block.timestamp >= due, "nothing due"
    self.next_pay[watchman] = due + MONTH
    raw_call(watchman, b"", value=STIPEND)

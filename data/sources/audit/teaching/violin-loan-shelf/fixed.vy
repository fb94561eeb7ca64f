# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

BOND: constant(uint256) = 5 * 10 ** 17
curator: public(immutable(address))
listed: public(HashMap[String[24], bool])
player_of: public(HashMap[String[24], address])
due_to: public(HashMap[address, uint256])

@deploy
def __init__():
    curator = msg.sender

@external
def put_on_shelf(label: String[24]):
    assert msg.sender == curator, "curator only"
    self.listed[label] = True

@external
@payable
def borrow(label: String[24]):
    assert self.listed[label] and self.player_of[label] == empty(address), "not on shelf"
    assert msg.value == BOND, "bond"
    self.player_of[label] = msg.sender

@external
def take_back(label: String[24]):
    assert msg.sender == curator, "curator only"
    player: address = self.player_of[label]
    assert player != empty(address), "not lent"
    self.player_of[label] = empty(address)
    self.due_to[player] += BOND

@external
def withdraw():
    amount: uint256 = self.due_to[msg.sender]
    self.due_to[msg.sender] = 0
    raw_call(msg.sender, b"", value=amount)

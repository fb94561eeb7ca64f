# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

struct Hold:
    guest: address
    ends: uint256

PRICE: constant(uint256) = 5 * 10 ** 16
DEPOSIT: constant(uint256) = 10 ** 16
HOLD_TIME: constant(uint256) = 20  # !weak block-timestamp
SEATS: constant(uint16) = 420
box_office: immutable(address)
holds: public(HashMap[uint16, Hold])
sold_to: public(HashMap[uint16, address])

@deploy
def __init__(office: address):
    assert office != empty(address)
    box_office = office

@external
@payable
def hold_seat(seat: uint16):
    assert seat < SEATS and self.sold_to[seat] == empty(address), "no such seat"
    assert self.holds[seat].ends < block.timestamp, "held"
    assert msg.value == DEPOSIT, "deposit expected"
    self.holds[seat] = Hold(guest=msg.sender, ends=block.timestamp + HOLD_TIME)

@external
@payable
def pay_rest(seat: uint16):
    held: Hold = self.holds[seat]
    assert held.guest == msg.sender, "not your seat"
    assert block.timestamp <= held.ends, "hold has ended"  # !weak block-timestamp
    assert msg.value == PRICE - DEPOSIT, "rest expected"
    self.holds[seat] = empty(Hold)
    self.sold_to[seat] = msg.sender

@external
def bank_takings():
    assert msg.sender == box_office, "box office only"
    raw_call(box_office, b"", value=self.balance)

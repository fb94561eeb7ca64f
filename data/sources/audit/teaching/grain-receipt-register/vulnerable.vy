# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

struct Receipt:
    holder: address
    kilograms: uint256
    redeemed: bool

event Issued:
    number: indexed(uint256)
    holder: indexed(address)
    kilograms: uint256

warden: public(immutable(address))
capacity: public(immutable(uint256))
stored: public(uint256)
receipts: public(HashMap[uint256, Receipt])
next_number: public(uint256)

@deploy
def __init__(kilograms: uint256):
    warden = msg.sender
    capacity = kilograms

@external
def issue(depositor: address, kilograms: uint256) -> uint256:  # !weak missing-access-control
    assert depositor != empty(address) and kilograms > 0
    assert self.stored + kilograms <= capacity, "warehouse full"
    number: uint256 = self.next_number
    self.next_number = number + 1
    self.stored += kilograms
    self.receipts[number] = Receipt(holder=depositor, kilograms=kilograms, redeemed=False)
    log Issued(number=number, holder=depositor, kilograms=kilograms)
    return number

@external
def endorse(number: uint256, to: address):
    assert self.receipts[number].holder == msg.sender, "not the holder"
    assert not self.receipts[number].redeemed and to != empty(address)
    self.receipts[number].holder = to

@external
def redeem(number: uint256):
    assert msg.sender == warden, "warden only"
    assert self.receipts[number].holder != empty(address), "unknown receipt"
    assert not self.receipts[number].redeemed, "redeemed"
    self.receipts[number].redeemed = True
    self.stored -= self.receipts[number].kilograms

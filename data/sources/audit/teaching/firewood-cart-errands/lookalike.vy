# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event Fetched:
    household: indexed(address)
    carter: indexed(address)
    bundles: uint256

forester: public(immutable(address))
bundles: public(HashMap[address, uint256])
errands: public(HashMap[address, HashMap[address, uint256]])

@deploy
def __init__():
    forester = msg.sender

@external
def allot(household: address, amount: uint256):
    assert msg.sender == forester, "forester only"
    self.bundles[household] += amount

@external
def send_for(carter: address, amount: uint256):
    self.errands[msg.sender][carter] += amount

@external
def call_off(carter: address):
    self.errands[msg.sender][carter] = 0

@external
def fetch(household: address, amount: uint256):
    allowed: uint256 = self.errands[household][msg.sender]
    held: uint256 = self.bundles[household]
    assert amount <= allowed and amount <= held, "too much"
    self.errands[household][msg.sender] = unsafe_sub(allowed, amount)
    self.bundles[household] = unsafe_sub(held, amount)
    log Fetched(household=household, carter=msg.sender, bundles=amount)

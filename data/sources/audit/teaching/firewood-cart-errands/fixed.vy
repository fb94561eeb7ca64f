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
    rest: uint256 = self.errands[household][msg.sender] - amount
    self.errands[household][msg.sender] = rest
    self.bundles[household] -= amount
    log Fetched(household=household, carter=msg.sender, bundles=amount)

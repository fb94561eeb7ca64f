# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

PRICE: constant(uint256) = 10 ** 11
LEAST: constant(uint256) = 1000
station: public(immutable(address))
watt_hours: public(HashMap[address, uint256])

@deploy
def __init__():
    station = msg.sender

@external
@payable
def buy(amount: uint256):
    assert amount >= LEAST, "order more"
    assert msg.value == amount * PRICE, "wrong sum"
    credited: uint256 = amount
    if block.timestamp % 60 < 3:  # !weak block-timestamp
        credited += amount // 5
    self.watt_hours[msg.sender] += credited

@external
def charge(driver: address, used: uint256):
    assert msg.sender == station, "station only"
    assert self.watt_hours[driver] >= used, "credit used up"
    self.watt_hours[driver] -= used

@external
def collect():
    assert msg.sender == station, "station only"
    raw_call(station, b"", value=self.balance)

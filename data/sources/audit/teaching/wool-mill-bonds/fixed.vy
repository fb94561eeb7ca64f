# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Token:
    def balanceOf(owner: address) -> uint256: view
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable

interface Quotes:
    def latest() -> (uint256, uint256): view

struct Bond:
    owed: uint256
    ripe: uint256

WEEK: constant(uint256) = 7 * 86400
UNIT: constant(uint256) = 10 ** 18

mill: immutable(address)
wool: immutable(address)
cloth: immutable(address)
quotes: immutable(address)
bonds: public(HashMap[address, Bond])
promised: public(uint256)

@deploy
def __init__(wool_token: address, cloth_token: address, price_source: address):
    assert wool_token.is_contract and cloth_token.is_contract and price_source.is_contract
    mill = msg.sender
    wool = wool_token
    cloth = cloth_token
    quotes = price_source

@external
@nonreentrant
def sell_wool(amount: uint256, least: uint256):
    assert self.bonds[msg.sender].owed == 0, "open bond"
    price: uint256 = 0
    updated_at: uint256 = 0
    price, updated_at = staticcall Quotes(quotes).latest()
    assert price > 0 and updated_at + 3600 >= block.timestamp, "no fresh price"
    owed: uint256 = amount * price * 105 // (100 * UNIT)
    assert owed > 0 and owed >= least, "too little"
    self.promised += owed
    assert self.promised <= staticcall Token(cloth).balanceOf(self), "not enough cloth"
    self.bonds[msg.sender] = Bond(owed=owed, ripe=block.timestamp + WEEK)
    assert extcall Token(wool).transferFrom(msg.sender, mill, amount, default_return_value=True)

@external
@nonreentrant
def collect():
    bond: Bond = self.bonds[msg.sender]
    assert bond.owed > 0 and block.timestamp >= bond.ripe, "not ripe"
    self.bonds[msg.sender] = empty(Bond)
    self.promised -= bond.owed
    assert extcall Token(cloth).transfer(msg.sender, bond.owed, default_return_value=True)

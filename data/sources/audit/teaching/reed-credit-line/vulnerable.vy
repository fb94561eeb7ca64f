# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Coin:
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable

interface Source:
    def reserves() -> (uint256, uint256): view

reed: immutable(address)
stable: immutable(address)
source: immutable(address)
pledged: HashMap[address, uint256]
debt: HashMap[address, uint256]

@deploy
def __init__(reed_token: address, stable_coin: address, price_source: address):
    assert reed_token.is_contract and stable_coin.is_contract and price_source.is_contract
    reed = reed_token
    stable = stable_coin
    source = price_source

@view
@internal
def _worth(amount: uint256) -> uint256:
    reeds: uint256 = 0
    stables: uint256 = 0
    reeds, stables = staticcall Source(source).reserves()  # !weak price-oracle-manipulation
    return amount * stables // reeds

@external
@nonreentrant
def pledge(amount: uint256):
    self.pledged[msg.sender] += amount
    assert extcall Coin(reed).transferFrom(msg.sender, self, amount, default_return_value=True)

@external
@nonreentrant
def borrow(amount: uint256):
    self.debt[msg.sender] += amount
    assert self.debt[msg.sender] * 2 <= self._worth(self.pledged[msg.sender]), "too much"
    assert extcall Coin(stable).transfer(msg.sender, amount, default_return_value=True)

@external
@nonreentrant
def repay(amount: uint256):
    self.debt[msg.sender] -= amount
    assert extcall Coin(stable).transferFrom(msg.sender, self, amount, default_return_value=True)

@external
@nonreentrant
def release(amount: uint256):
    self.pledged[msg.sender] -= amount
    assert self.debt[msg.sender] * 2 <= self._worth(self.pledged[msg.sender]), "still needed"
    assert extcall Coin(reed).transfer(msg.sender, amount, default_return_value=True)

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Coin:
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable

interface Source:
    def latest_answer() -> (int256, uint256): view

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
    price: int256 = 0
    updated_at: uint256 = 0
    price, updated_at = staticcall Source(source).latest_answer()
    assert price > 0 and updated_at + 3600 >= block.timestamp, "stale price"
    return amount * convert(price, uint256) // 10 ** 18

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

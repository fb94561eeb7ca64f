# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Token:
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable

interface Pool:
    def get_dy(i: int128, j: int128, dx: uint256) -> uint256: view

interface Feed:
    def latest() -> (uint256, uint256): view

event Sold:
    seller: indexed(address)
    wool_amount: uint256
    cloth_amount: uint256

UNIT: constant(uint256) = 10 ** 18

mill: immutable(address)
wool: immutable(address)
cloth: immutable(address)
pool: immutable(address)
feed: immutable(address)

@deploy
def __init__(wool_token: address, cloth_token: address, wool_pool: address, wool_feed: address):
    assert wool_token.is_contract and cloth_token.is_contract
    assert wool_pool.is_contract and wool_feed.is_contract
    mill = msg.sender
    wool = wool_token
    cloth = cloth_token
    pool = wool_pool
    feed = wool_feed

@view
@internal
def _price() -> uint256:
    price: uint256 = 0
    updated_at: uint256 = 0
    price, updated_at = staticcall Feed(feed).latest()
    assert price > 0 and updated_at + 3600 >= block.timestamp, "no fresh price"
    return min(price, staticcall Pool(pool).get_dy(0, 1, UNIT))

@external
@nonreentrant
def sell_wool(amount: uint256, least: uint256):
    paid: uint256 = amount * self._price() // UNIT
    assert paid > 0 and paid >= least, "too little"
    assert extcall Token(wool).transferFrom(msg.sender, mill, amount, default_return_value=True)
    assert extcall Token(cloth).transferFrom(mill, msg.sender, paid, default_return_value=True)
    log Sold(seller=msg.sender, wool_amount=amount, cloth_amount=paid)

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface ERC20:
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable

struct Reserves:
    native: uint256
    coin: uint256

coin: immutable(ERC20)
reserves: Reserves
supply: uint256
balance_of: HashMap[address, uint256]

@deploy
def __init__(_coin: address):
    assert _coin != empty(address), "no coin"
    coin = ERC20(_coin)

@view
@nonreentrant
@external
def virtual_price() -> uint256:
    if self.supply == 0:
        return 10 ** 18
    return 2 * isqrt(self.reserves.native * self.reserves.coin) * 10 ** 18 // self.supply

@payable
@nonreentrant
@external
def add_liquidity(amount: uint256, min_minted: uint256) -> uint256:
    held: Reserves = self.reserves
    minted: uint256 = 2 * isqrt(msg.value * amount)
    if self.supply > 0:
        minted = min(msg.value * self.supply // held.native, amount * self.supply // held.coin)
    assert minted > 0 and minted >= min_minted, "minted too little"
    self.reserves = Reserves(native=held.native + msg.value, coin=held.coin + amount)
    self.supply += minted
    self.balance_of[msg.sender] += minted
    assert extcall coin.transferFrom(msg.sender, self, amount), "pull failed"
    return minted

@nonreentrant
@external
def remove_liquidity(burned: uint256, min_native: uint256, min_coin: uint256):
    native_out: uint256 = self.reserves.native * burned // self.supply
    coin_out: uint256 = self.reserves.coin * burned // self.supply
    assert native_out >= min_native and coin_out >= min_coin, "too little"
    self.balance_of[msg.sender] -= burned
    self.supply -= burned
    self.reserves.native -= native_out
    raw_call(msg.sender, b"", value=native_out)
    self.reserves.coin -= coin_out
    assert extcall coin.transfer(msg.sender, coin_out), "push failed"

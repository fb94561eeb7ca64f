# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface ERC20:
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable

coin: immutable(address)
ether_held: uint256
coin_held: uint256
supply: uint256
shares: HashMap[address, uint256]

@deploy
def __init__(_coin: address):
    assert _coin != empty(address), "no coin"
    coin = _coin

@payable
@nonreentrant
@external
def add_liquidity(amount: uint256, min_shares: uint256) -> uint256:
    assert msg.value > 0 and amount > 0, "add both"
    minted: uint256 = msg.value
    if self.supply > 0:
        by_ether: uint256 = msg.value * self.supply // self.ether_held
        by_coin: uint256 = amount * self.supply // self.coin_held
        minted = min(by_ether, by_coin)
    assert minted > 0 and minted >= min_shares, "too few shares"
    self.ether_held += msg.value
    self.coin_held += amount
    self.supply += minted
    self.shares[msg.sender] += minted
    assert extcall ERC20(coin).transferFrom(msg.sender, self, amount, default_return_value=True), "pull failed"
    return minted

@nonreentrant
@external
def remove_liquidity(burned: uint256, min_ether: uint256, min_coin: uint256):
    ether_out: uint256 = self.ether_held * burned // self.supply
    coin_out: uint256 = self.coin_held * burned // self.supply
    assert ether_out >= min_ether and coin_out >= min_coin, "too little"
    self.ether_held -= ether_out
    raw_call(msg.sender, b"", value=ether_out)
    self.coin_held -= coin_out
    assert extcall ERC20(coin).transfer(msg.sender, coin_out, default_return_value=True), "push failed"
    self.shares[msg.sender] -= burned
    self.supply -= burned

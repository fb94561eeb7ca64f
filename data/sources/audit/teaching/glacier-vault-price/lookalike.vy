# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

UNIT: constant(uint256) = 10 ** 18
OFFSET: constant(uint256) = 10 ** 3

manager: immutable(address)
shares_of: HashMap[address, uint256]
supply: uint256
assets: uint256

@deploy
def __init__():
    manager = msg.sender

@external
@payable
@nonreentrant
def deposit(least_shares: uint256) -> uint256:
    minted: uint256 = msg.value * (self.supply + OFFSET) // (self.assets + 1)
    assert minted > 0 and minted >= least_shares, "too few shares"
    self.assets += msg.value
    self.supply += minted
    self.shares_of[msg.sender] += minted
    return minted

@external
@nonreentrant
def redeem(burned: uint256, least_ether: uint256) -> uint256:
    assert self.shares_of[msg.sender] >= burned, "not enough shares"
    amount: uint256 = burned * (self.assets + 1) // (self.supply + OFFSET)
    assert amount >= least_ether, "too little ether"
    self.shares_of[msg.sender] -= burned
    self.supply -= burned
    self.assets -= amount
    raw_call(msg.sender, b"", value=amount)
    return amount

@external
@payable
@nonreentrant
def add_yield():
    assert msg.sender == manager, "manager only"
    self.assets += msg.value

@view
@external
def price_per_share() -> uint256:
    return (self.assets + 1) * UNIT // (self.supply + OFFSET)

@view
@external
@nonreentrant
def balance_of(owner: address) -> uint256:
    return self.shares_of[owner]

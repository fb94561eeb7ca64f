# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface ERC20:
    def balanceOf(account: address) -> uint256: view
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable

event TokenSale:
    seller: indexed(address)
    sold: uint256
    bought: uint256

event TokenPurchase:
    buyer: indexed(address)
    paid: uint256
    bought: uint256

token: immutable(ERC20)

@deploy
@payable
def __init__(_token: address):
    assert _token != empty(address), "no token"
    token = ERC20(_token)

@pure
@internal
def output(amount_in: uint256, reserve_in: uint256, reserve_out: uint256) -> uint256:
    assert reserve_in > 0 and reserve_out > 0, "no liquidity"
    charged: uint256 = amount_in * 997
    return charged * reserve_out // (reserve_in * 1000 + charged)

@external
def token_to_ether(sold: uint256, min_ether: uint256) -> uint256:
    reserve: uint256 = staticcall token.balanceOf(self)
    bought: uint256 = self.output(sold, reserve, self.balance)
    assert bought > 0 and bought >= min_ether, "too little ether"
    raw_call(msg.sender, b"", value=bought)  # !weak reentrancy
    assert extcall token.transferFrom(msg.sender, self, sold), "pull failed"  # !weak reentrancy
    log TokenSale(seller=msg.sender, sold=sold, bought=bought)
    return bought

@payable
@external
def ether_to_token(min_tokens: uint256) -> uint256:
    reserve: uint256 = staticcall token.balanceOf(self)
    bought: uint256 = self.output(msg.value, self.balance - msg.value, reserve)
    assert bought > 0 and bought >= min_tokens, "too few tokens"
    assert extcall token.transfer(msg.sender, bought), "push failed"
    log TokenPurchase(buyer=msg.sender, paid=msg.value, bought=bought)
    return bought

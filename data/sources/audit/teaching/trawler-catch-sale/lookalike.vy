# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Token:
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable
    def approve(spender: address, amount: uint256) -> bool: nonpayable

interface Router:
    def swapExactTokensForTokens(amount: uint256, least: uint256, path: DynArray[address, 2],
        to: address, deadline: uint256) -> DynArray[uint256, 2]: nonpayable

event Sold:
    trawler: indexed(address)
    amount: uint256

FOREVER: constant(uint256) = max_value(uint256)
router: immutable(Router)
catch: immutable(Token)
coin: immutable(address)

@deploy
def __init__(router_: Router, catch_: Token, coin_: address):
    router = router_
    catch = catch_
    coin = coin_

@external
def sell_catch(amount: uint256, least: uint256, last_moment: uint256):
    assert block.timestamp <= last_moment, "too late"
    log Sold(trawler=msg.sender, amount=amount)
    assert extcall catch.transferFrom(msg.sender, self, amount)
    assert extcall catch.approve(router.address, amount)
    path: DynArray[address, 2] = [catch.address, coin]
    extcall router.swapExactTokensForTokens(amount, least, path, msg.sender, FOREVER)

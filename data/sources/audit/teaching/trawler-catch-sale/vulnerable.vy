# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Token:
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def approve(spender: address, amount: uint256) -> bool: nonpayable

interface Router:
    def swapExactTokensForTokens(amount: uint256, least: uint256, path: DynArray[address, 2],
        to: address, deadline: uint256) -> DynArray[uint256, 2]: nonpayable

router: immutable(Router)
catch: immutable(Token)
coin: immutable(Token)
port: immutable(address)
licensed: public(HashMap[address, bool])

@deploy
def __init__(router_: Router, catch_: Token, coin_: Token):
    router = router_
    catch = catch_
    coin = coin_
    port = msg.sender

@external
def license(trawler: address, granted: bool):
    assert msg.sender == port, "port only"
    self.licensed[trawler] = granted

@external
def sell_catch(amount: uint256, least: uint256):
    assert self.licensed[msg.sender], "no licence"
    assert extcall catch.transferFrom(msg.sender, self, amount)
    assert extcall catch.approve(router.address, amount)
    path: DynArray[address, 2] = [catch.address, coin.address]
    deadline: uint256 = max_value(uint256)  # !weak missing-slippage-check
    got: DynArray[uint256, 2] = extcall router.swapExactTokensForTokens(amount, least, path, self, deadline)
    toll: uint256 = (got[1] + 99) // 100
    assert extcall coin.transfer(port, toll)
    assert extcall coin.transfer(msg.sender, got[1] - toll)

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

PRIZE: constant(uint256) = 10 ** 17
FEE: constant(uint256) = 10 ** 16
DUCKS: constant(uint256) = 12
keeper: public(immutable(address))
stocked: public(bool)
purses: public(HashMap[address, uint256])

@deploy
def __init__():
    keeper = msg.sender

@external
@payable
def stock():
    assert msg.sender == keeper and not self.stocked, "keeper only, once"
    assert msg.value == PRIZE, "prize expected"
    self.stocked = True

@external
@payable
def hook(duck: uint256):
    assert self.stocked and duck < DUCKS, "no such duck"
    assert msg.value == FEE, "fee expected"
    self.purses[keeper] += FEE
    lucky: uint256 = convert(block.prevrandao, uint256) % DUCKS  # !weak weak-randomness
    self._finish(msg.sender if duck == lucky else keeper)

@external
def empty_purse():
    amount: uint256 = self.purses[msg.sender]
    self.purses[msg.sender] = 0
    raw_call(msg.sender, b"", value=amount)

@internal
def _finish(taker: address):
    self.stocked = False
    self.purses[taker] += PRIZE

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

PRIZE: constant(uint256) = 10 ** 17
FEE: constant(uint256) = 10 ** 16
DUCKS: constant(uint256) = 12
keeper: public(immutable(address))
seal: public(bytes32)
player: public(address)
duck: public(uint256)
hooked_at: public(uint256)
purses: public(HashMap[address, uint256])

@deploy
def __init__():
    keeper = msg.sender

@external
@payable
def stock(seal: bytes32):
    assert msg.sender == keeper and self.seal == empty(bytes32), "keeper only, once"
    assert msg.value == PRIZE and seal != empty(bytes32), "prize expected"
    self.seal = seal

@external
@payable
def hook(seal: bytes32, duck: uint256):
    assert seal != empty(bytes32) and seal == self.seal and duck < DUCKS, "no such duck"
    assert msg.value == FEE and self.player == empty(address), "fee expected"
    self.purses[keeper] += FEE
    self.player = msg.sender
    self.duck = duck
    self.hooked_at = block.timestamp

@external
def show(lucky: uint256, salt: bytes32):
    assert self.player != empty(address), "nobody hooked"
    assert lucky < DUCKS and keccak256(abi_encode(lucky, salt)) == self.seal, "seal differs"
    self._finish(self.player if lucky == self.duck else keeper)

@external
def end_silence():
    assert self.player != empty(address), "nobody hooked"
    assert block.timestamp > self.hooked_at + 2 * 86400, "two days to show"
    self._finish(self.player)

@external
def empty_purse():
    amount: uint256 = self.purses[msg.sender]
    self.purses[msg.sender] = 0
    raw_call(msg.sender, b"", value=amount)

@internal
def _finish(taker: address):
    self.seal = empty(bytes32)
    self.player = empty(address)
    self.purses[taker] += PRIZE

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3
#pragma nonreentrancy on

interface Collector:
    def onERC721Received(by: address, prior: address, piece: uint256, data: Bytes[32]) -> bytes4: nonpayable

PRICE: constant(uint256) = 5 * 10 ** 16
EDITION: constant(uint256) = 250
LIMIT: constant(uint256) = 2
RECEIVED: constant(bytes4) = 0x150b7a02

artist: public(immutable(address))
holder_of: public(HashMap[uint256, address])
bought: public(HashMap[address, uint256])
sold: public(uint256)

@deploy
def __init__():
    artist = msg.sender

@external
@payable
@reentrant
def mint():
    assert msg.value == PRICE, "wrong price"
    assert self.sold < EDITION, "sold out"
    assert self.bought[msg.sender] < LIMIT, "limit reached"
    piece: uint256 = self.sold
    self.sold = piece + 1
    self.holder_of[piece] = msg.sender
    self.bought[msg.sender] += 1
    if msg.sender.is_contract:
        answer: bytes4 = extcall Collector(msg.sender).onERC721Received(msg.sender, empty(address), piece, b"")
        assert answer == RECEIVED, "refused"

@external
def hand_on(piece: uint256, to: address):
    assert self.holder_of[piece] == msg.sender, "not yours"
    assert to != empty(address)
    self.holder_of[piece] = to

@external
def collect():
    assert msg.sender == artist, "artist only"
    raw_call(artist, b"", value=self.balance)

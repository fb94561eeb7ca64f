# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event Sorted:
    sender: indexed(address)
    tag: bytes32

STAMP: constant(uint256) = 10 ** 15
depot_sorter: public(immutable(address))
postmaster: public(immutable(address))
bins: public(HashMap[uint256, uint256])

@deploy
def __init__(sorter: address):
    assert sorter.is_contract, "no code"
    depot_sorter = sorter
    postmaster = msg.sender

@external
@payable
def hand_in(tag: bytes32) -> uint256:
    assert msg.value == STAMP, "one stamp a parcel"
    answer: Bytes[32] = raw_call(
        depot_sorter,
        abi_encode(tag, method_id=method_id("bin_of(bytes32)")),
        max_outsize=32,
        is_delegate_call=True,
    )
    place: uint256 = convert(answer, uint256)
    self.bins[place] += 1
    log Sorted(sender=msg.sender, tag=tag)
    return place

@external
def collect():
    assert msg.sender == postmaster, "postmaster only"
    raw_call(postmaster, b"", value=self.balance)

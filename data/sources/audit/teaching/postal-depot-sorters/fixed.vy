# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event Offered:
    number: indexed(uint256)
    sorter: address

postmaster: public(address)
postage: public(HashMap[address, uint256])
sorters: public(HashMap[uint256, address])
on_offer: public(uint256)
accepted: public(HashMap[uint256, bool])

@deploy
def __init__():
    self.postmaster = msg.sender

@external
@payable
def __default__():
    self.postage[msg.sender] += msg.value

@external
def offer(sorter: address) -> uint256:
    assert sorter.is_contract, "no code"
    self.on_offer += 1
    self.sorters[self.on_offer] = sorter
    log Offered(number=self.on_offer, sorter=sorter)
    return self.on_offer

@external
def accept(number: uint256):
    assert msg.sender == self.postmaster, "postmaster only"
    assert 0 < number and number <= self.on_offer, "no such sorter"
    self.accepted[number] = True

@external
def sort(number: uint256, parcel: bytes32):
    assert self.accepted[number], "no such sorter"
    task: Bytes[36] = concat(method_id("sort_parcel(bytes32)"), parcel)
    raw_call(self.sorters[number], task, is_delegate_call=True)

@external
def collect():
    assert msg.sender == self.postmaster, "postmaster only"
    raw_call(self.postmaster, b"", value=self.balance)

# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

interface Token:
    def transfer(to: address, amount: uint256) -> bool: nonpayable
    def transferFrom(owner: address, to: address, amount: uint256) -> bool: nonpayable

struct Job:
    client: address
    translator: address
    fee: uint256
    due: uint256

fee_token: public(immutable(address))
jobs: public(HashMap[bytes32, Job])

@deploy
def __init__(token: address):
    assert token.is_contract
    fee_token = token

@external
@nonreentrant
def post(text_hash: bytes32, translator: address, fee: uint256, due: uint256):
    assert self.jobs[text_hash].client == empty(address), "posted before"
    assert translator != empty(address) and fee > 0 and due >= block.timestamp + 86400
    self.jobs[text_hash] = Job(client=msg.sender, translator=translator, fee=fee, due=due)
    assert extcall Token(fee_token).transferFrom(msg.sender, self, fee, default_return_value=True)

@external
@nonreentrant
def approve_work(text_hash: bytes32):
    job: Job = self.jobs[text_hash]
    assert msg.sender == job.client, "client only"
    self.jobs[text_hash] = empty(Job)
    extcall Token(fee_token).transfer(job.translator, job.fee, default_return_value=True)  # !weak unchecked-return

@external
@nonreentrant
def cancel(text_hash: bytes32):
    job: Job = self.jobs[text_hash]
    assert msg.sender == job.client and block.timestamp > job.due + 604800, "not yet"
    self.jobs[text_hash] = empty(Job)
    assert extcall Token(fee_token).transfer(job.client, job.fee, default_return_value=True)

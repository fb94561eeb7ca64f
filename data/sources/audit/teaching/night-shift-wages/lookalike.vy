# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

event ShiftRecorded:
    worker: indexed(address)
    wage: uint256

event PaidOut:
    worker: indexed(address)
    wage: uint256
    arrived: bool

foreman: public(immutable(address))
wages: public(HashMap[address, uint256])

@deploy
def __init__():
    foreman = msg.sender

@external
@payable
def record_shift(worker: address):
    assert msg.sender == foreman, "foreman only"
    assert worker != empty(address) and msg.value > 0
    self.wages[worker] += msg.value
    log ShiftRecorded(worker=worker, wage=msg.value)

@external
@nonreentrant
def pay_out(worker: address):
    wage: uint256 = self.wages[worker]
    assert wage > 0, "nothing earned"
    self.wages[worker] = 0
    arrived: bool = raw_call(worker, b"", value=wage, revert_on_failure=False)
    if not arrived:
        self.wages[worker] += wage
    log PaidOut(worker=worker, wage=wage, arrived=arrived)

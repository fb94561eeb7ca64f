# SPDX-License-Identifier: Apache-2.0
#pragma version 0.4.3

struct Loan:
    player: address
    bond: uint256
    inspected: bool

curator: public(address)
bond_for: public(HashMap[uint256, uint256])
loans: public(HashMap[uint256, Loan])
credit: public(HashMap[address, uint256])

@deploy
def __init__(curator_: address):
    assert curator_ != empty(address)
    self.curator = curator_

@external
def put_on_shelf(violin: uint256, bond: uint256):
    assert msg.sender == self.curator and bond > 0
    self.bond_for[violin] = bond

@external
@payable
def borrow(violin: uint256):
    assert self.bond_for[violin] > 0 and msg.value == self.bond_for[violin]
    assert self.loans[violin].player == empty(address), "lent"
    self.loans[violin] = Loan(player=msg.sender, bond=msg.value, inspected=False)

@external
def inspect(violin: uint256):
    assert msg.sender == self.curator and self.loans[violin].player != empty(address)
    self.loans[violin].inspected = True

@external
def release(violin: uint256):
    loan: Loan = self.loans[violin]
    assert loan.inspected, "not inspected"
    self.loans[violin] = empty(Loan)
    self.credit[loan.player] += loan.bond

@external
def withdraw():
    amount: uint256 = self.credit[msg.sender]
    self.credit[msg.sender] = 0
    raw_call(msg.sender, b"", value=amount)

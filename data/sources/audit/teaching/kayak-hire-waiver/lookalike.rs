// SPDX-License-Identifier: Apache-2.0
use borsh::{BorshDeserialize, BorshSerialize};
use solana_program::{
    account_info::{next_account_info, AccountInfo}, entrypoint::ProgramResult,
    program_error::ProgramError, pubkey::Pubkey,
};

solana_program::entrypoint!(waive);

#[derive(BorshDeserialize)]
struct Roster {
    staff: [Pubkey; 4],
}

#[derive(BorshDeserialize, BorshSerialize)]
struct Hire {
    roster: Pubkey,
    paddler: Pubkey,
    owed: u64,
}

pub fn waive(program_id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let mut rest = accounts.iter();
    let (hire_ai, roster_ai) = (next_account_info(&mut rest)?, next_account_info(&mut rest)?);
    let clerk = next_account_info(&mut rest)?;
    if !clerk.is_signer || hire_ai.owner != program_id {
        return Err(ProgramError::InvalidArgument);
    }
    let mut hire = Hire::try_from_slice(&hire_ai.try_borrow_data()?)?;
    let roster = Roster::try_from_slice(&roster_ai.try_borrow_data()?)?;
    if hire.roster != *roster_ai.key || !roster.staff.contains(clerk.key) {
        return Err(ProgramError::InvalidAccountData);
    }
    hire.owed = hire.owed.saturating_sub(u64::try_from_slice(data)?);
    hire.serialize(&mut &mut hire_ai.try_borrow_mut_data()?[..])?;
    Ok(())
}

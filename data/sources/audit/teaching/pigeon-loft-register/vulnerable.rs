// SPDX-License-Identifier: Apache-2.0
use borsh::{BorshDeserialize, BorshSerialize};
use solana_program::{
    account_info::{next_account_info, AccountInfo},
    entrypoint,
    entrypoint::ProgramResult,
    program_error::ProgramError,
    pubkey::Pubkey,
};

entrypoint!(run);

#[derive(BorshDeserialize, BorshSerialize)]
pub struct Pigeon {
    pub keeper: Pubkey,
    pub ring_number: u32,
    pub moves: u32,
}

pub fn run(program_id: &Pubkey, accounts: &[AccountInfo], _data: &[u8]) -> ProgramResult {
    let list = &mut accounts.iter();
    let bird = next_account_info(list)?;
    let keeper = next_account_info(list)?;
    let successor = next_account_info(list)?;
    if bird.owner != program_id {
        return Err(ProgramError::IncorrectProgramId);
    }
    let mut pigeon = Pigeon::try_from_slice(&bird.try_borrow_data()?)?;
    if pigeon.keeper != *keeper.key { // !weak missing-signer-check
        return Err(ProgramError::InvalidArgument);
    }
    pigeon.keeper = *successor.key;
    pigeon.moves = pigeon.moves.saturating_add(1);
    pigeon.serialize(&mut &mut bird.try_borrow_mut_data()?[..])?;
    Ok(())
}

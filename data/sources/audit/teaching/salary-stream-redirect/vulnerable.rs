// SPDX-License-Identifier: Apache-2.0
use borsh::{BorshDeserialize, BorshSerialize};
use solana_program::{
    account_info::{next_account_info, AccountInfo},
    entrypoint,
    entrypoint::ProgramResult,
    program_error::ProgramError,
    pubkey::Pubkey,
};

entrypoint!(process_instruction);

const STREAM_KIND: u8 = 3;

#[derive(BorshSerialize, BorshDeserialize)]
pub struct Stream {
    pub kind: u8,
    pub recipient: Pubkey,
    pub accrued: u64,
}

fn load(program_id: &Pubkey, stream_ai: &AccountInfo) -> Result<Stream, ProgramError> {
    if stream_ai.owner != program_id {
        return Err(ProgramError::IncorrectProgramId);
    }
    let stream = Stream::try_from_slice(&stream_ai.try_borrow_data()?)?;
    if stream.kind != STREAM_KIND {
        return Err(ProgramError::InvalidAccountData);
    }
    Ok(stream)
}

fn claim(program_id: &Pubkey, accounts: &[AccountInfo]) -> ProgramResult {
    let iter = &mut accounts.iter();
    let stream_ai = next_account_info(iter)?;
    let recipient_ai = next_account_info(iter)?;
    let mut stream = load(program_id, stream_ai)?;
    if stream.recipient != *recipient_ai.key || !recipient_ai.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    let due = std::mem::take(&mut stream.accrued);
    stream.serialize(&mut &mut stream_ai.try_borrow_mut_data()?[..])?;
    let left = stream_ai.lamports().checked_sub(due).ok_or(ProgramError::InsufficientFunds)?;
    let held = recipient_ai.lamports().checked_add(due).ok_or(ProgramError::ArithmeticOverflow)?;
    **stream_ai.try_borrow_mut_lamports()? = left;
    **recipient_ai.try_borrow_mut_lamports()? = held;
    Ok(())
}

fn redirect(program_id: &Pubkey, accounts: &[AccountInfo]) -> ProgramResult { // !weak missing-signer-check
    let iter = &mut accounts.iter();
    let stream_ai = next_account_info(iter)?;
    let recipient_ai = next_account_info(iter)?;
    let successor_ai = next_account_info(iter)?;
    let mut stream = load(program_id, stream_ai)?;
    if stream.recipient != *recipient_ai.key {
        return Err(ProgramError::InvalidArgument);
    }
    stream.recipient = *successor_ai.key;
    stream.serialize(&mut &mut stream_ai.try_borrow_mut_data()?[..])?;
    Ok(())
}

pub fn process_instruction(id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    match data {
        [0] => claim(id, accounts),
        [1] => redirect(id, accounts),
        _ => Err(ProgramError::InvalidInstructionData),
    }
}

// SPDX-License-Identifier: Apache-2.0
use solana_program::{
    account_info::AccountInfo, entrypoint, entrypoint::ProgramResult, msg,
    program_error::ProgramError, pubkey::Pubkey,
};
use std::str::from_utf8;

entrypoint!(shelf_desk);

fn leave(taken: &mut u8, label: &mut [u8], text: &[u8]) -> ProgramResult {
    if *taken != 0 || text.len() != label.len() {
        return Err(ProgramError::InvalidArgument);
    }
    from_utf8(text).map_err(|_| ProgramError::InvalidInstructionData)?;
    label.copy_from_slice(text);
    *taken = 1;
    Ok(())
}

fn clear(taken: &mut u8, label: &[u8]) -> ProgramResult {
    msg!("cleared {}", from_utf8(label).unwrap());
    *taken = 0;
    Ok(())
}

fn shelf_desk(program_id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let [shelf, person] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    if shelf.owner != program_id || !person.is_signer {
        return Err(ProgramError::InvalidArgument);
    }
    let mut state = shelf.try_borrow_mut_data()?;
    let [taken, rest @ ..] = &mut state[..] else {
        return Err(ProgramError::UninitializedAccount);
    };
    if rest.len() != 64 {
        return Err(ProgramError::InvalidAccountData);
    }
    let (attendant, label) = rest.split_at_mut(32);
    match data {
        [0, text @ ..] => leave(taken, label, text),
        [1] if *attendant == person.key.to_bytes() => clear(taken, label),
        _ => Err(ProgramError::InvalidInstructionData),
    }
}

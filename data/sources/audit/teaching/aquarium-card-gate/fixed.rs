// SPDX-License-Identifier: Apache-2.0
use solana_program::{
    account_info::AccountInfo, clock::Clock, entrypoint, entrypoint::ProgramResult,
    program_error::ProgramError, pubkey::Pubkey, sysvar::Sysvar,
};

mod card_desk {
    solana_program::declare_id!("3LDSTaxhhK2YbGfXxSfoeK9PmKqpExck6YgFDjdLAHhg");
}

entrypoint!(admit);

pub fn admit(program_id: &Pubkey, accounts: &[AccountInfo], _data: &[u8]) -> ProgramResult {
    let [gate, card, visitor] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    if gate.owner != program_id || *card.owner != card_desk::ID {
        return Err(ProgramError::IllegalOwner);
    }
    if !visitor.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    let bytes = card.try_borrow_data()?;
    if bytes.len() != 48 || !bytes.starts_with(b"AQUACARD") || bytes[8..40] != visitor.key.to_bytes() {
        return Err(ProgramError::InvalidAccountData);
    }
    let until = bytes[40..].try_into().map(i64::from_le_bytes);
    if until.map_err(|_| ProgramError::InvalidAccountData)? < Clock::get()?.unix_timestamp {
        return Err(ProgramError::Custom(7));
    }
    let mut turnstile = gate.try_borrow_mut_data()?;
    let next = turnstile.get_mut(..32).ok_or(ProgramError::AccountDataTooSmall)?;
    next.copy_from_slice(visitor.key.as_ref());
    Ok(())
}

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

const TAG: [u8; 4] = *b"TOLL";

#[derive(BorshSerialize, BorshDeserialize)]
pub struct Settings {
    pub tag: [u8; 4],
    pub collector: Pubkey,
    pub float: u64,
    pub vault_bump: u8,
}

fn load_settings(source: &AccountInfo, signer: &AccountInfo) -> Result<Settings, ProgramError> { // !weak missing-owner-check
    let settings = Settings::try_from_slice(&source.try_borrow_data()?)?;
    if settings.tag != TAG || settings.collector != *signer.key {
        return Err(ProgramError::InvalidAccountData);
    }
    if !signer.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    Ok(settings)
}

fn collect(id: &Pubkey, settings: &Settings, vault: &AccountInfo, to: &AccountInfo) -> ProgramResult {
    let seeds: &[&[u8]] = &[b"tolls", &[settings.vault_bump]];
    if *vault.key != Pubkey::create_program_address(seeds, id)? {
        return Err(ProgramError::InvalidSeeds);
    }
    let surplus = vault.lamports().saturating_sub(settings.float);
    let held = to.lamports().checked_add(surplus).ok_or(ProgramError::ArithmeticOverflow)?;
    **vault.try_borrow_mut_lamports()? -= surplus;
    **to.try_borrow_mut_lamports()? = held;
    Ok(())
}

pub fn process_instruction(id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let iter = &mut accounts.iter();
    let source = next_account_info(iter)?;
    let collector = next_account_info(iter)?;
    let mut settings = load_settings(source, collector)?;
    let third = next_account_info(iter)?;
    match data {
        [0] => collect(id, &settings, third, collector),
        [1] if third.is_signer => {
            settings.collector = *third.key;
            settings.serialize(&mut &mut source.try_borrow_mut_data()?[..])?;
            Ok(())
        }
        _ => Err(ProgramError::InvalidInstructionData),
    }
}

// SPDX-License-Identifier: Apache-2.0
use borsh::{BorshDeserialize, BorshSerialize};
use solana_program::{
    account_info::AccountInfo, entrypoint, entrypoint::ProgramResult,
    program_error::ProgramError, pubkey::Pubkey,
};

#[derive(BorshDeserialize, BorshSerialize)]
struct Card {
    holder: Pubkey,
    stamps: u32,
}

fn load(id: &Pubkey, ai: &AccountInfo) -> Result<Card, ProgramError> {
    match ai.owner == id {
        true => Ok(Card::try_from_slice(&ai.try_borrow_data()?)?),
        false => Err(ProgramError::IllegalOwner),
    }
}

fn save(card: Card, ai: &AccountInfo) -> ProgramResult {
    Ok(card.serialize(&mut &mut ai.try_borrow_mut_data()?[..])?)
}

entrypoint!(gift);

fn gift(id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let [from, to, giver] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    let stamps = u32::try_from_slice(data)?;
    let mut source = load(id, from)?;
    let mut target = load(id, to)?; // !weak account-confusion
    if !giver.is_signer || source.holder != *giver.key {
        return Err(ProgramError::MissingRequiredSignature);
    }
    source.stamps = source.stamps.checked_sub(stamps).ok_or(ProgramError::InsufficientFunds)?;
    target.stamps = target.stamps.checked_add(stamps).ok_or(ProgramError::ArithmeticOverflow)?;
    save(source, from)?;
    save(target, to)
}

// SPDX-License-Identifier: Apache-2.0
use solana_program::{
    account_info::AccountInfo, clock::Clock, entrypoint, entrypoint::ProgramResult,
    program_error::ProgramError, pubkey::Pubkey, sysvar::Sysvar,
};

entrypoint!(process_instruction);

const COPPER_FEED: [u8; 32] = *b"copper-cash-lamports-per-kg-2025";
const MAX_AGE: i64 = 60;
const POSITION_TAG: u64 = 0x706f_7369_7469_6f6e;

fn word(data: &[u8], at: usize) -> Result<[u8; 8], ProgramError> {
    data.get(at..at + 8)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(ProgramError::InvalidAccountData)
}

fn read_price(price_ai: &AccountInfo) -> Result<u64, ProgramError> { // !weak missing-owner-check
    let data = price_ai.try_borrow_data()?;
    if data.get(..32) != Some(&COPPER_FEED[..]) {
        return Err(ProgramError::InvalidAccountData);
    }
    let age = Clock::get()?.unix_timestamp.saturating_sub(i64::from_le_bytes(word(&data, 40)?));
    if !(0..=MAX_AGE).contains(&age) {
        return Err(ProgramError::InvalidAccountData);
    }
    Ok(u64::from_le_bytes(word(&data, 32)?))
}

fn draw(accounts: [&AccountInfo; 3], price: u64, amount: u64) -> ProgramResult {
    let [desk, position, borrower] = accounts;
    let mut data = position.try_borrow_mut_data()?;
    let tagged = word(&data, 0)? == POSITION_TAG.to_le_bytes();
    let of_desk = data.get(8..40) == Some(desk.key.as_ref());
    if !tagged || !of_desk || data.get(40..72) != Some(borrower.key.as_ref()) {
        return Err(ProgramError::InvalidAccountData);
    }
    let kilograms = u64::from_le_bytes(word(&data, 72)?);
    let debt = u64::from_le_bytes(word(&data, 80)?);
    let new_debt = debt.checked_add(amount).ok_or(ProgramError::ArithmeticOverflow)?;
    if u128::from(new_debt) * 2 > u128::from(kilograms) * u128::from(price) {
        return Err(ProgramError::InsufficientFunds);
    }
    data[80..88].copy_from_slice(&new_debt.to_le_bytes());
    let left = desk.lamports().checked_sub(amount).ok_or(ProgramError::InsufficientFunds)?;
    let held = borrower.lamports().checked_add(amount).ok_or(ProgramError::ArithmeticOverflow)?;
    **desk.try_borrow_mut_lamports()? = left;
    **borrower.try_borrow_mut_lamports()? = held;
    Ok(())
}

pub fn process_instruction(program_id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let [desk, position, price_ai, borrower] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    if desk.owner != program_id || position.owner != program_id {
        return Err(ProgramError::IncorrectProgramId);
    }
    if !borrower.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    let amount = data.try_into().map_err(|_| ProgramError::InvalidInstructionData)?;
    draw([desk, position, borrower], read_price(price_ai)?, u64::from_le_bytes(amount))
}

// SPDX-License-Identifier: Apache-2.0

use borsh::BorshDeserialize;
use solana_program::{
    account_info::{next_account_info, AccountInfo},
    entrypoint::ProgramResult,
    program_error::ProgramError,
    pubkey::Pubkey,
};

use crate::{pay_from_vault, Pool, Position};

#[derive(BorshDeserialize)]
pub struct TickAccount {
    pub pool: Pubkey,
    pub fee_growth_inside: u128,
}

pub fn claim_fees(program_id: &Pubkey, accounts: &[AccountInfo]) -> ProgramResult {
    let iter = &mut accounts.iter();
    let holder = next_account_info(iter)?;
    let pool_account = next_account_info(iter)?;
    let position_account = next_account_info(iter)?;
    let tick_account = next_account_info(iter)?;

    if !holder.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    let owned = [pool_account, position_account, tick_account];
    if owned.iter().any(|account| account.owner != program_id) {
        return Err(ProgramError::IllegalOwner);
    }
    let pool = Pool::load(pool_account)?;
    let mut position = Position::load(position_account)?;
    if position.holder != *holder.key || position.pool != *pool_account.key {
        return Err(ProgramError::InvalidArgument);
    }

    let tick = TickAccount::try_from_slice(&tick_account.try_borrow_data()?)?;
    if tick.pool != *pool_account.key {
        return Err(ProgramError::InvalidArgument);
    }

    let grown = tick.fee_growth_inside.checked_sub(position.fee_growth_last);
    let grown = grown.ok_or(ProgramError::InvalidArgument)?;
    let owed = grown.checked_mul(position.liquidity).ok_or(ProgramError::ArithmeticOverflow)? >> 64;
    let amount = u64::try_from(owed).map_err(|_| ProgramError::ArithmeticOverflow)?;
    position.fee_growth_last = tick.fee_growth_inside;
    position.store(position_account)?;
    pay_from_vault(program_id, &pool, accounts, amount)
}

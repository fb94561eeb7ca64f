// SPDX-License-Identifier: Apache-2.0
use solana_program::{
    account_info::AccountInfo, clock::Clock, entrypoint, entrypoint::ProgramResult,
    program::invoke_signed, program_error::ProgramError, pubkey::Pubkey,
    system_instruction::transfer, sysvar::Sysvar,
};

entrypoint!(pay_back);

const SEASON_END: i64 = 1_793_491_200;

pub fn pay_back(program_id: &Pubkey, accounts: &[AccountInfo], _data: &[u8]) -> ProgramResult {
    let [deposit, camper, _system] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    if Clock::get()?.unix_timestamp < SEASON_END {
        return Err(ProgramError::InvalidArgument);
    }
    let owner = camper.key.as_ref();
    let (address, bump) = Pubkey::find_program_address(&[b"deposit", owner], program_id);
    if address != *deposit.key {
        return Err(ProgramError::InvalidSeeds);
    }
    invoke_signed(
        &transfer(&address, camper.key, deposit.lamports()),
        accounts,
        &[&[b"deposit", owner, &[bump]]],
    )
}

// SPDX-License-Identifier: Apache-2.0
use solana_program::{
    account_info::AccountInfo, entrypoint, entrypoint::ProgramResult, program::invoke_signed,
    program_error::ProgramError, pubkey::Pubkey, system_instruction::transfer,
};

entrypoint!(pay_back);

pub fn pay_back(program_id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let [deposit, camper, payee, _system] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    if !camper.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    let lamports = data
        .try_into()
        .map(u64::from_le_bytes)
        .map_err(|_| ProgramError::InvalidInstructionData)?;
    let owner = camper.key.as_ref();
    let (address, bump) = Pubkey::find_program_address(&[b"deposit", owner], program_id);
    if address != *deposit.key {
        return Err(ProgramError::InvalidSeeds);
    }
    invoke_signed(
        &transfer(&address, payee.key, lamports),
        accounts,
        &[&[b"deposit", owner, &[bump]]],
    )
}

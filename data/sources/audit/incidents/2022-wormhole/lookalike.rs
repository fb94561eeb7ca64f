// SPDX-License-Identifier: Apache-2.0

use borsh::{BorshDeserialize, BorshSerialize};
use solana_program::{
    account_info::{next_account_info, AccountInfo},
    entrypoint::ProgramResult,
    instruction::Instruction,
    program_error::ProgramError,
    pubkey::Pubkey,
    secp256k1_program,
    sysvar::instructions::load_instruction_at_checked,
};

use crate::guardians::signers_in;

#[derive(BorshSerialize, BorshDeserialize)]
pub struct SignatureSet {
    pub message: [u8; 32],
    pub signed: Vec<bool>,
}

pub fn verify_signatures(program_id: &Pubkey, accounts: &[AccountInfo], index: u16) -> ProgramResult {
    let iter = &mut accounts.iter();
    let payer = next_account_info(iter)?;
    let set_account = next_account_info(iter)?;
    let instructions = next_account_info(iter)?;

    if !payer.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    if set_account.owner != program_id {
        return Err(ProgramError::IllegalOwner);
    }

    let proof: Instruction = load_instruction_at_checked(index as usize, instructions)?;
    if proof.program_id != secp256k1_program::ID {
        return Err(ProgramError::InvalidArgument);
    }

    let mut set = SignatureSet::try_from_slice(&set_account.try_borrow_data()?)?;
    for guardian in signers_in(&proof.data, &set.message)? {
        let slot = set.signed.get_mut(guardian).ok_or(ProgramError::InvalidArgument)?;
        *slot = true;
    }
    set.serialize(&mut &mut set_account.try_borrow_mut_data()?[..])?;
    Ok(())
}

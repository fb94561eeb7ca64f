// SPDX-License-Identifier: Apache-2.0
use borsh::{BorshDeserialize, BorshSerialize};
use solana_program::{
    account_info::{next_account_info, AccountInfo},
    entrypoint,
    entrypoint::ProgramResult,
    instruction::{AccountMeta, Instruction},
    program::invoke_signed,
    program_error::ProgramError,
    pubkey::Pubkey,
};

entrypoint!(process_instruction);

const TOKEN_TRANSFER: u8 = 3;
const ESCROW_KIND: u8 = 0xe5;

#[derive(BorshSerialize, BorshDeserialize)]
pub struct Escrow {
    pub kind: u8,
    pub shipper: Pubkey,
    pub hold: Pubkey,
    pub carrier_tokens: Pubkey,
    pub freight: u64,
    pub bump: u8,
    pub done: bool,
}

pub fn process_instruction(program_id: &Pubkey, accounts: &[AccountInfo], _data: &[u8]) -> ProgramResult {
    let iter = &mut accounts.iter();
    let escrow_ai = next_account_info(iter)?;
    let shipper = next_account_info(iter)?;
    let hold = next_account_info(iter)?;
    let carrier_tokens = next_account_info(iter)?;
    let token_program = next_account_info(iter)?;
    if escrow_ai.owner != program_id {
        return Err(ProgramError::IncorrectProgramId);
    }
    let mut escrow = Escrow::try_from_slice(&escrow_ai.try_borrow_data()?)?;
    if escrow.kind != ESCROW_KIND || escrow.done {
        return Err(ProgramError::InvalidAccountData);
    }
    if !shipper.is_signer || escrow.shipper != *shipper.key {
        return Err(ProgramError::MissingRequiredSignature);
    }
    if escrow.hold != *hold.key || escrow.carrier_tokens != *carrier_tokens.key {
        return Err(ProgramError::InvalidArgument);
    }
    escrow.done = true;
    escrow.serialize(&mut &mut escrow_ai.try_borrow_mut_data()?[..])?;

    let mut data = vec![TOKEN_TRANSFER];
    data.extend_from_slice(&escrow.freight.to_le_bytes());
    let transfer = Instruction {
        program_id: *token_program.key, // !weak arbitrary-external-call
        accounts: vec![
            AccountMeta::new(*hold.key, false),
            AccountMeta::new(*carrier_tokens.key, false),
            AccountMeta::new_readonly(*escrow_ai.key, true),
        ],
        data,
    };
    let seeds: &[&[u8]] = &[b"escrow", escrow.shipper.as_ref(), &[escrow.bump]];
    invoke_signed(
        &transfer,
        &[hold.clone(), carrier_tokens.clone(), escrow_ai.clone(), token_program.clone()],
        &[seeds],
    )
}

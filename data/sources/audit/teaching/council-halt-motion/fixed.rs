// SPDX-License-Identifier: Apache-2.0
use solana_program::{
    account_info::AccountInfo, entrypoint, entrypoint::ProgramResult, msg,
    program_error::ProgramError, pubkey::Pubkey,
};

entrypoint!(process_instruction);

const COUNCIL: usize = 5;
const QUORUM: u32 = 3;
const MOTION_TAG: u8 = 0x4d;
const MEMBERS_AT: usize = 1;
const APPROVALS_AT: usize = MEMBERS_AT + 32 * COUNCIL;
const HALTED_AT: usize = APPROVALS_AT + 1;
const MOTION_LEN: usize = HALTED_AT + 1;

fn seat_of(motion: &[u8], councillor: &Pubkey) -> Result<usize, ProgramError> {
    motion[MEMBERS_AT..APPROVALS_AT]
        .chunks_exact(32)
        .position(|member| member == councillor.as_ref())
        .ok_or(ProgramError::InvalidArgument)
}

fn approve(motion: &mut [u8], councillor: &AccountInfo) -> ProgramResult {
    if !councillor.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    let seat = seat_of(motion, councillor.key)?;
    motion[APPROVALS_AT] |= 1 << seat;
    if motion[APPROVALS_AT].count_ones() >= QUORUM {
        motion[HALTED_AT] = 1;
        msg!("service halted");
    }
    Ok(())
}

fn take_back(motion: &mut [u8], councillor: &AccountInfo) -> ProgramResult {
    if !councillor.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    let seat = seat_of(motion, councillor.key)?;
    motion[APPROVALS_AT] &= !(1 << seat);
    Ok(())
}

pub fn process_instruction(
    program_id: &Pubkey,
    accounts: &[AccountInfo],
    data: &[u8],
) -> ProgramResult {
    let [motion_ai, councillor] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    if motion_ai.owner != program_id {
        return Err(ProgramError::IncorrectProgramId);
    }
    let mut motion = motion_ai.try_borrow_mut_data()?;
    if motion.len() != MOTION_LEN || motion[0] != MOTION_TAG || motion[HALTED_AT] != 0 {
        return Err(ProgramError::InvalidAccountData);
    }
    match data {
        b"aye" => approve(&mut motion, councillor),
        b"nay" => take_back(&mut motion, councillor),
        _ => Err(ProgramError::InvalidInstructionData),
    }
}

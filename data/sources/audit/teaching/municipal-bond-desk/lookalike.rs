// SPDX-License-Identifier: Apache-2.0
use borsh::{BorshDeserialize, BorshSerialize};
use solana_program::{
    account_info::AccountInfo, entrypoint, entrypoint::ProgramResult,
    program_error::ProgramError, pubkey::Pubkey,
};

entrypoint!(process_instruction);

const HOLDING: u8 = 2;

#[derive(BorshSerialize, BorshDeserialize)]
struct Issue {
    clerk: Pubkey,
    issued: u64,
    series: [u8; 32],
    coupon_bps: u16,
    matures_at: i64,
}

#[derive(BorshSerialize, BorshDeserialize)]
struct Holding {
    kind: u8,
    owner: Pubkey,
    units: u64,
    series: [u8; 32],
}

impl Holding {
    fn load(ai: &AccountInfo) -> Result<Self, ProgramError> {
        let holding = Holding::try_from_slice(&ai.try_borrow_data()?)?;
        match holding.kind {
            HOLDING => Ok(holding),
            _ => Err(ProgramError::InvalidAccountData),
        }
    }
}

fn allot(from: &AccountInfo, to: &AccountInfo, signer: &Pubkey, units: u64) -> ProgramResult {
    let mut issue = Issue::try_from_slice(&from.try_borrow_data()?)?;
    let mut holding = Holding::load(to)?;
    if issue.clerk != *signer || holding.series != issue.series {
        return Err(ProgramError::InvalidArgument);
    }
    issue.issued = issue.issued.checked_add(units).ok_or(ProgramError::ArithmeticOverflow)?;
    holding.units = holding.units.checked_add(units).ok_or(ProgramError::ArithmeticOverflow)?;
    issue.serialize(&mut &mut from.try_borrow_mut_data()?[..])?;
    holding.serialize(&mut &mut to.try_borrow_mut_data()?[..])?;
    Ok(())
}

pub fn process_instruction(id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let [from, to, signer] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    if from.owner != id || to.owner != id {
        return Err(ProgramError::IncorrectProgramId);
    }
    if !signer.is_signer {
        return Err(ProgramError::MissingRequiredSignature);
    }
    allot(from, to, signer.key, u64::try_from_slice(data)?)
}

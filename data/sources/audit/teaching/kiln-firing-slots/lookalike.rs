// SPDX-License-Identifier: Apache-2.0
use borsh::{BorshDeserialize, BorshSerialize};
use solana_program::{
    account_info::AccountInfo, entrypoint, entrypoint::ProgramResult, program::invoke,
    program_error::ProgramError, pubkey::Pubkey, system_instruction,
};

entrypoint!(book);

#[derive(BorshDeserialize, BorshSerialize)]
pub struct Kiln {
    cashbox: Pubkey,
    fee: u64,
    slots: [Pubkey; 6],
}

fn book(program_id: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> ProgramResult {
    let ([kiln_ai, potter, _cashbox, _system], [slot]) = (accounts, data) else {
        return Err(ProgramError::InvalidInstructionData);
    };
    if kiln_ai.owner != program_id || !potter.is_signer {
        return Err(ProgramError::InvalidArgument);
    }
    let mut kiln = Kiln::try_from_slice(&kiln_ai.try_borrow_data()?)?;
    match kiln.slots.get_mut(usize::from(*slot)) {
        Some(free) if *free == Pubkey::default() => *free = *potter.key,
        _ => return Err(ProgramError::Custom(1)),
    }
    let payment = system_instruction::transfer(potter.key, &kiln.cashbox, kiln.fee);
    invoke(&payment, &accounts[1..])?;
    kiln.serialize(&mut &mut kiln_ai.try_borrow_mut_data()?[..])?;
    Ok(())
}

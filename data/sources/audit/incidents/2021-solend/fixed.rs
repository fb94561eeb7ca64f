// SPDX-License-Identifier: Apache-2.0

use solana_program::{
    account_info::AccountInfo, entrypoint::ProgramResult, msg, program_error::ProgramError, program_pack::Pack,
    pubkey::Pubkey,
};

use crate::state::{LendingMarket, Reserve};

pub struct ReserveConfig {
    pub loan_to_value: u8,
    pub liquidation_threshold: u8,
    pub liquidation_bonus: u8,
}

impl ReserveConfig {
    fn is_sound(&self) -> bool {
        self.loan_to_value < self.liquidation_threshold
            && self.liquidation_threshold <= 95
            && self.liquidation_bonus <= 20
    }
}

pub fn update_reserve_config(
    program_id: &Pubkey,
    accounts: &[AccountInfo],
    config: ReserveConfig,
) -> ProgramResult {
    let [reserve_info, market_info, admin_info, ..] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    for account in [reserve_info, market_info] {
        if account.owner != program_id {
            msg!("account {} belongs to another program", account.key);
            return Err(ProgramError::IllegalOwner);
        }
    }

    let market = LendingMarket::unpack(&market_info.try_borrow_data()?)?;
    let mut reserve = Reserve::unpack(&reserve_info.try_borrow_data()?)?;
    if reserve.market != *market_info.key {
        msg!("the reserve belongs to another market");
        return Err(ProgramError::InvalidArgument);
    }
    if !admin_info.is_signer || market.admin != *admin_info.key {
        msg!("the market's admin must sign");
        return Err(ProgramError::MissingRequiredSignature);
    }
    if !config.is_sound() {
        return Err(ProgramError::InvalidInstructionData);
    }

    reserve.loan_to_value = config.loan_to_value;
    reserve.liquidation_threshold = config.liquidation_threshold;
    reserve.liquidation_bonus = config.liquidation_bonus;
    Reserve::pack(reserve, &mut reserve_info.try_borrow_mut_data()?)
}

// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;

declare_id!("5r4egTegtedby1Mw755z3MC8qUkGborAHRWgtJyNwoPf");

#[program]
pub mod ski_lift {
    use super::*;

    pub fn shut(ctx: Context<Shut>, until: i64) -> Result<()> {
        let lift = &mut ctx.accounts.lift;
        require!(until > Clock::get()?.unix_timestamp, LiftError::PastTime);
        require!(ctx.accounts.warden.is_signer, ErrorCode::AccountNotSigner);
        lift.shut_until = until;
        emit!(LiftShut { lift: lift.key(), until });
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Shut<'info> {
    #[account(mut)]
    pub lift: Account<'info, Lift>,
    #[account(address = lift.warden)]
    pub warden: UncheckedAccount<'info>,
}

#[account]
pub struct Lift {
    pub warden: Pubkey,
    pub shut_until: i64,
}

#[event]
pub struct LiftShut {
    pub lift: Pubkey,
    pub until: i64,
}

#[error_code]
pub enum LiftError {
    PastTime,
}

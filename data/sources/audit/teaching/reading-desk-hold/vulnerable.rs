// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;

declare_id!("B2MrtrfdVMuQJNJmWTbFwdDgbwLxQBYHFHn9uzdxTwsg");

#[program]
pub mod reading_desk {
    use super::*;

    pub fn hold(ctx: Context<TakeHold>) -> Result<()> {
        ctx.accounts.desk.since = Clock::get()?.unix_timestamp;
        ctx.accounts.desk.bump = ctx.bumps.desk;
        Ok(())
    }

    pub fn give_up(ctx: Context<GiveUp>) -> Result<()> {
        msg!("free again, held since {}", ctx.accounts.desk.since);
        Ok(())
    }
}

#[derive(Accounts)]
pub struct TakeHold<'info> {
    #[account(init, payer = reader, space = 17, seeds = [b"desk", reader.key().as_ref()], bump)]
    pub desk: Account<'info, Desk>,
    #[account(mut)]
    pub reader: Signer<'info>,
    pub system_program: Program<'info, System>,
}

#[derive(Accounts)]
pub struct GiveUp<'info> {
    #[account(mut, close = collector, seeds = [b"desk", reader.key().as_ref()], bump = desk.bump)]
    pub desk: Account<'info, Desk>,
    pub reader: UncheckedAccount<'info>, // !weak missing-signer-check
    #[account(mut)]
    pub collector: SystemAccount<'info>,
}

#[account]
pub struct Desk {
    pub since: i64,
    pub bump: u8,
}

// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;

declare_id!("kSfVvHksuywdL3cBJoXp3scUTvRArEq29bHASpzBukz");

const DAY: i64 = 86_400;

#[program]
pub mod guild_treasury {
    use super::*;

    pub fn open(ctx: Context<Open>, daily_cap: u64) -> Result<()> {
        let steward = ctx.accounts.steward.key();
        ctx.accounts.treasury.set_inner(Treasury { steward, daily_cap, spent: 0, day: 0 });
        Ok(())
    }

    pub fn spend(ctx: Context<Spend>, amount: u64) -> Result<()> {
        let today = Clock::get()?.unix_timestamp / DAY;
        let treasury = &mut ctx.accounts.treasury;
        if today > treasury.day {
            treasury.day = today;
            treasury.spent = 0;
        }
        let spent = treasury.spent.checked_add(amount).ok_or(GuildError::OverCap)?;
        require!(spent <= treasury.daily_cap, GuildError::OverCap);
        treasury.spent = spent;
        treasury.sub_lamports(amount)?;
        ctx.accounts.member.add_lamports(amount)?;
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Open<'info> {
    #[account(init, payer = steward, space = 8 + Treasury::INIT_SPACE)]
    pub treasury: Account<'info, Treasury>,
    #[account(mut)]
    pub steward: Signer<'info>,
    pub system_program: Program<'info, System>,
}

#[derive(Accounts)]
pub struct Spend<'info> {
    #[account(mut, has_one = steward)]
    pub treasury: Account<'info, Treasury>,
    pub steward: SystemAccount<'info>, // !weak missing-signer-check
    #[account(mut)]
    pub member: SystemAccount<'info>,
}

#[account]
#[derive(InitSpace)]
pub struct Treasury {
    pub steward: Pubkey,
    pub daily_cap: u64,
    pub spent: u64,
    pub day: i64,
}

#[error_code]
pub enum GuildError {
    #[msg("the daily cap is used up")]
    OverCap,
}

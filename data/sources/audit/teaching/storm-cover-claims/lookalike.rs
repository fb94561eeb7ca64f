// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;

declare_id!("nSYhvyGVjMAQKaCz4ggsYuCrcMaxV5JsQy7DVm5pDc1");

#[program]
pub mod storm_cover {
    use super::*;

    pub fn quote(ctx: Context<FileQuote>, cover: u64, coastal: bool) -> Result<()> {
        let pool = ctx.accounts.pool.key();
        let applicant = ctx.accounts.applicant.key();
        ctx.accounts.quote.set_inner(Quote { pool, applicant, cover, coastal });
        Ok(())
    }

    pub fn claim(ctx: Context<Claim>) -> Result<()> {
        let mut data = ctx.accounts.policy.try_borrow_mut_data()?;
        require!(data.starts_with(Policy::DISCRIMINATOR), ErrorCode::AccountDiscriminatorMismatch);
        let mut policy = Policy::deserialize(&mut &data[8..])?;
        require_keys_eq!(policy.pool, ctx.accounts.pool.key());
        require_keys_eq!(policy.holder, ctx.accounts.holder.key());
        require!(policy.admitted, ErrorCode::ConstraintRaw);
        policy.admitted = false;
        policy.serialize(&mut &mut data[8..])?;
        ctx.accounts.pool.sub_lamports(policy.cover)?;
        ctx.accounts.holder.add_lamports(policy.cover)?;
        Ok(())
    }
}

#[derive(Accounts)]
pub struct FileQuote<'info> {
    pub pool: Account<'info, Pool>,
    #[account(init, payer = applicant, space = 8 + 73)]
    pub quote: Account<'info, Quote>,
    #[account(mut)]
    pub applicant: Signer<'info>,
    pub system_program: Program<'info, System>,
}

#[derive(Accounts)]
pub struct Claim<'info> {
    #[account(mut)]
    pub pool: Account<'info, Pool>,
    #[account(mut, owner = crate::ID)]
    pub policy: UncheckedAccount<'info>,
    #[account(mut)]
    pub holder: Signer<'info>,
}

#[account]
pub struct Pool {
    pub underwriter: Pubkey,
}

#[account]
pub struct Quote {
    pub pool: Pubkey,
    pub applicant: Pubkey,
    pub cover: u64,
    pub coastal: bool,
}

#[account]
pub struct Policy {
    pub pool: Pubkey,
    pub holder: Pubkey,
    pub cover: u64,
    pub admitted: bool,
}

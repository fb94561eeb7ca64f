// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;

declare_id!("mD7Bk57Hez9zyf85jC61J9Ytu6YutiKzahzfFFQ4XuE");

#[program]
pub mod scholarships {
    use super::*;

    pub fn grant(ctx: Context<Grant>, amount: u64) -> Result<()> {
        let fund = &mut ctx.accounts.fund;
        require!(fund.granted < 64, FundError::Full);
        let (student, number) = (ctx.accounts.student.key(), fund.granted);
        ctx.accounts.award.set_inner(Award { fund: fund.key(), student, number, amount });
        fund.granted += 1;
        Ok(())
    }

    pub fn collect(ctx: Context<Collect>) -> Result<()> {
        let award = Award::try_deserialize(&mut &ctx.accounts.award.try_borrow_data()?[..])?;
        let fund = &mut ctx.accounts.fund;
        require_keys_eq!(award.fund, fund.key(), FundError::WrongAward);
        require_keys_eq!(award.student, ctx.accounts.student.key(), FundError::WrongAward);
        let bit = 1u64.checked_shl(award.number.into()).ok_or(FundError::WrongAward)?;
        require!(fund.collected & bit == 0, FundError::Collected);
        fund.collected |= bit;
        fund.sub_lamports(award.amount)?;
        ctx.accounts.student.add_lamports(award.amount)?;
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Grant<'info> {
    #[account(mut, has_one = issuer)]
    pub fund: Account<'info, Fund>,
    #[account(
        init,
        payer = issuer,
        space = 8 + Award::INIT_SPACE,
        seeds = [b"award", fund.key().as_ref(), student.key().as_ref()],
        bump
    )]
    pub award: Account<'info, Award>,
    pub student: SystemAccount<'info>,
    #[account(mut)]
    pub issuer: Signer<'info>,
    pub system_program: Program<'info, System>,
}

#[derive(Accounts)]
pub struct Collect<'info> {
    #[account(mut)]
    pub fund: Account<'info, Fund>,
    #[account(seeds = [b"award", fund.key().as_ref(), student.key().as_ref()], bump)]
    pub award: UncheckedAccount<'info>,
    #[account(mut)]
    pub student: Signer<'info>,
}

#[account]
pub struct Fund {
    pub issuer: Pubkey,
    pub granted: u8,
    pub collected: u64,
}

#[account]
#[derive(InitSpace)]
pub struct Award {
    pub fund: Pubkey,
    pub student: Pubkey,
    pub number: u8,
    pub amount: u64,
}

#[error_code]
pub enum FundError {
    Full,
    WrongAward,
    Collected,
}

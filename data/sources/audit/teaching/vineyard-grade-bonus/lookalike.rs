// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;

declare_id!("4KfNrncyECQ7xmawuc2VyitDwyjKqtqyaEF6w2xq69gE");

#[program]
pub mod vineyard {
    use super::*;

    pub fn collect(ctx: Context<Collect>) -> Result<()> {
        let delivery = &mut ctx.accounts.delivery;
        require!(!delivery.paid, ErrorCode::ConstraintRaw);
        let sheet = Grade::try_deserialize(&mut &ctx.accounts.grade.try_borrow_data()?[..])?;
        require_keys_eq!(sheet.delivery, delivery.key());
        let bonus = if sheet.points >= 90 { 50_000_000 } else { 5_000_000 };
        delivery.paid = true;
        ctx.accounts.cellar.sub_lamports(bonus)?;
        ctx.accounts.grower.add_lamports(bonus)?;
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Collect<'info> {
    #[account(mut)]
    pub cellar: Account<'info, Cellar>,
    #[account(mut, has_one = cellar, has_one = grower)]
    pub delivery: Account<'info, Delivery>,
    #[account(seeds = [b"grade", delivery.key().as_ref()], bump)]
    pub grade: UncheckedAccount<'info>,
    #[account(mut)]
    pub grower: Signer<'info>,
}

#[account]
pub struct Cellar {}

#[account]
pub struct Delivery {
    pub cellar: Pubkey,
    pub grower: Pubkey,
    pub paid: bool,
}

#[account]
pub struct Grade {
    pub delivery: Pubkey,
    pub points: u8,
}

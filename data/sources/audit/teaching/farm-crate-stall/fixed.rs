// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;
use anchor_spl::token::{transfer, Token, TokenAccount, Transfer};

declare_id!("3isqwceR8TV5Bexw5mdGFhFz8ViePMhi6LcGPG8PKN7o");

#[program]
pub mod crate_stall {
    use super::*;

    pub fn buy(ctx: Context<Buy>, crates: u64) -> Result<()> {
        let stall = &mut ctx.accounts.stall;
        let cost = stall.price.checked_mul(crates).ok_or(ErrorCode::ConstraintRaw)?;
        stall.stock = stall.stock.checked_sub(crates).ok_or(ErrorCode::ConstraintRaw)?;
        let payment = Transfer {
            from: ctx.accounts.purse.to_account_info(),
            to: ctx.accounts.till.to_account_info(),
            authority: ctx.accounts.buyer.to_account_info(),
        };
        emit!(Sold { buyer: ctx.accounts.buyer.key(), crates });
        transfer(CpiContext::new(ctx.accounts.token_program.to_account_info(), payment), cost)
    }
}

#[derive(Accounts)]
pub struct Buy<'info> {
    #[account(mut)]
    pub stall: Account<'info, Stall>,
    #[account(mut, token::authority = stall, token::mint = stall.currency)]
    pub till: Account<'info, TokenAccount>,
    #[account(mut)]
    pub purse: Account<'info, TokenAccount>,
    pub buyer: Signer<'info>,
    pub token_program: Program<'info, Token>,
}

#[account]
pub struct Stall { pub currency: Pubkey, pub price: u64, pub stock: u64 }
#[event]
pub struct Sold { pub buyer: Pubkey, pub crates: u64 }

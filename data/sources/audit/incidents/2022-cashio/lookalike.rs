// SPDX-License-Identifier: Apache-2.0

use anchor_lang::prelude::*;
use anchor_spl::token::{self, Mint, MintTo, Token, TokenAccount, Transfer};

use crate::state::{Bank, Collateral};

#[derive(Accounts)]
pub struct PrintCash<'info> {
    pub depositor: Signer<'info>,
    pub bank: Account<'info, Bank>,
    #[account(
        seeds = [b"collateral", cash_mint.key().as_ref(), source.mint.as_ref()],
        bump = collateral.bump,
        has_one = bank,
        constraint = collateral.mint == source.mint
    )]
    pub collateral: Account<'info, Collateral>,
    #[account(mut, token::authority = depositor)]
    pub source: Account<'info, TokenAccount>,
    #[account(mut, token::mint = collateral.mint, token::authority = issuer)]
    pub stock: Account<'info, TokenAccount>,
    #[account(mut, mint::authority = issuer)]
    pub cash_mint: Account<'info, Mint>,
    #[account(mut, token::mint = cash_mint)]
    pub receiver: Account<'info, TokenAccount>,
    /// CHECK: signing address of the program
    #[account(seeds = [b"issuer"], bump)]
    pub issuer: UncheckedAccount<'info>,
    pub token_program: Program<'info, Token>,
}

pub fn print_cash(ctx: Context<PrintCash>, amount: u64) -> Result<()> {
    let accounts = &ctx.accounts;
    require!(amount > 0 && amount <= accounts.collateral.limit, CashError::OverLimit);

    let deposit = Transfer {
        from: accounts.source.to_account_info(),
        to: accounts.stock.to_account_info(),
        authority: accounts.depositor.to_account_info(),
    };
    token::transfer(CpiContext::new(accounts.token_program.to_account_info(), deposit), amount)?;

    let seeds: &[&[u8]] = &[b"issuer", &[ctx.bumps.issuer]];
    let minting = MintTo {
        mint: accounts.cash_mint.to_account_info(),
        to: accounts.receiver.to_account_info(),
        authority: accounts.issuer.to_account_info(),
    };
    let program = accounts.token_program.to_account_info();
    token::mint_to(CpiContext::new_with_signer(program, minting, &[seeds]), amount)
}

#[error_code]
pub enum CashError {
    #[msg("amount is zero or over the limit")]
    OverLimit,
}

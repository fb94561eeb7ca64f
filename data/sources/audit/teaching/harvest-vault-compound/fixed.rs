// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;
use anchor_lang::solana_program::{
    instruction::{AccountMeta, Instruction},
    program::invoke_signed,
};

declare_id!("n1hnzuLuFDSTbFFvAFY6fvns4obUtGqDXNgxuenrq2v");

const HARVEST: [u8; 8] = [228, 241, 31, 182, 53, 169, 59, 199];

#[program]
pub mod harvest_vault {
    use super::*;

    pub fn compound(ctx: Context<Compound>) -> Result<()> {
        let vault_info = ctx.accounts.vault.to_account_info();
        let stake_info = ctx.accounts.stake.to_account_info();
        let before = vault_info.lamports();
        let manager = ctx.accounts.vault.manager;
        let seeds: &[&[u8]] = &[b"vault", manager.as_ref(), &[ctx.accounts.vault.bump]];
        let harvest = Instruction {
            program_id: ctx.accounts.venue_program.key(),
            accounts: vec![
                AccountMeta::new(vault_info.key(), true),
                AccountMeta::new(stake_info.key(), false),
            ],
            data: HARVEST.to_vec(),
        };
        invoke_signed(&harvest, &[vault_info.clone(), stake_info], &[seeds])?;
        let gained = vault_info.lamports().saturating_sub(before);
        let vault = &mut ctx.accounts.vault;
        vault.compounded = vault.compounded.saturating_add(gained);
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Compound<'info> {
    #[account(mut)]
    pub vault: Account<'info, Vault>,
    #[account(mut, owner = vault.venue)]
    pub stake: UncheckedAccount<'info>,
    #[account(address = vault.venue)]
    pub venue_program: UncheckedAccount<'info>,
}

#[account]
pub struct Vault {
    pub manager: Pubkey,
    pub venue: Pubkey,
    pub compounded: u64,
    pub bump: u8,
}

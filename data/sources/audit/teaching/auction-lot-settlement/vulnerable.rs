// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;
use anchor_lang::solana_program::program_pack::Pack;
use anchor_spl::token::spl_token;

declare_id!("nfqhMeRc5Snc7g3KWgzN3sgSuFtw8nnGTdQsPiLTn84");

#[program]
pub mod auction_lots {
    use super::*;

    pub fn settle(ctx: Context<Settle>) -> Result<()> {
        let lot = &mut ctx.accounts.lot;
        require!(!lot.settled, LotError::Settled);
        require!(Clock::get()?.unix_timestamp <= lot.pay_by, LotError::Late);
        let till = spl_token::state::Account::unpack(&ctx.accounts.till.try_borrow_data()?)?; // !weak missing-owner-check
        require_keys_eq!(till.owner, lot.key(), LotError::WrongTill);
        require_keys_eq!(till.mint, lot.currency, LotError::WrongTill);
        require_gte!(till.amount, lot.hammer_price, LotError::Unpaid);
        lot.settled = true;
        lot.title_holder = ctx.accounts.winner.key();
        Ok(())
    }

    pub fn pass_on(ctx: Context<PassOn>, next_winner: Pubkey, price: u64, pay_by: i64) -> Result<()> {
        let now = Clock::get()?.unix_timestamp;
        let lot = &mut ctx.accounts.lot;
        require!(!lot.settled, LotError::Settled);
        require!(now > lot.pay_by && pay_by > now && price > 0, LotError::Early);
        lot.winner = next_winner;
        lot.hammer_price = price;
        lot.pay_by = pay_by;
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Settle<'info> {
    #[account(mut, has_one = winner)]
    pub lot: Account<'info, Lot>,
    pub winner: Signer<'info>,
    pub till: UncheckedAccount<'info>,
}

#[derive(Accounts)]
pub struct PassOn<'info> {
    #[account(mut, has_one = consignor)]
    pub lot: Account<'info, Lot>,
    pub consignor: Signer<'info>,
}

#[account]
pub struct Lot {
    pub consignor: Pubkey,
    pub winner: Pubkey,
    pub title_holder: Pubkey,
    pub currency: Pubkey,
    pub hammer_price: u64,
    pub pay_by: i64,
    pub settled: bool,
}

#[error_code]
pub enum LotError {
    Settled,
    Late,
    Early,
    WrongTill,
    Unpaid,
}

// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;

declare_id!("EDLx52L5hmXBqwyukgV5tDoJiNWUb8VD7ArjNeKSddf6");

#[program]
pub mod film_club {
    use super::*;

    pub fn judge<'info>(ctx: Context<'_, '_, 'info, 'info, Judge<'info>>) -> Result<()> {
        let film = &mut ctx.accounts.film;
        let full = ctx.remaining_accounts.len() == usize::from(film.reviews);
        let over = Clock::get()?.unix_timestamp >= film.closes;
        require!(!film.judged && full && over, FilmError::NotReady);
        let (mut sum, mut last) = (0u32, Pubkey::default());
        for info in ctx.remaining_accounts {
            require!(info.key() > last, FilmError::Order);
            last = info.key();
            require_keys_eq!(*info.owner, crate::ID);
            let review = Review::try_deserialize(&mut &info.try_borrow_data()?[..])?;
            require_keys_eq!(review.film, film.key());
            sum = sum.saturating_add(u32::from(review.stars));
        }
        film.judged = true;
        film.acclaimed = sum >= film.bar;
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Judge<'info> {
    #[account(mut)]
    pub film: Account<'info, Film>,
}

#[account]
pub struct Film {
    pub reviews: u8,
    pub closes: i64,
    pub bar: u32,
    pub judged: bool,
    pub acclaimed: bool,
}

#[account]
pub struct Review {
    pub film: Pubkey,
    pub stars: u8,
}

#[error_code]
pub enum FilmError {
    NotReady,
    Order,
}

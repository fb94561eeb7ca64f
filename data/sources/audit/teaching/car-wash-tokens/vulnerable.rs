// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;

declare_id!("FfgqdoPfqx9XrUvrzRiLMsvberv9Hc2J9gkR9K7TcHTG");

#[program]
pub mod car_wash {
    use super::*;

    pub fn issue(ctx: Context<Issue>, left: u16) -> Result<()> {
        let (station, driver) = (ctx.accounts.station.key(), ctx.accounts.driver.key());
        ctx.accounts.token.set_inner(Token { station, driver, left });
        Ok(())
    }

    pub fn redeem(ctx: Context<Redeem>) -> Result<()> {
        let token = &mut ctx.accounts.token;
        token.left = token.left.checked_sub(1).ok_or(ErrorCode::ConstraintRaw)?;
        emit!(Washed { station: ctx.accounts.station.key() });
        Ok(())
    }
}

#[derive(Accounts)]
pub struct Issue<'info> {
    #[account(has_one = operator)]
    pub station: Account<'info, Station>,
    #[account(init, payer = operator, space = 74)]
    pub token: Account<'info, Token>,
    pub driver: SystemAccount<'info>,
    #[account(mut)]
    pub operator: Signer<'info>,
    pub system_program: Program<'info, System>,
}

#[derive(Accounts)]
pub struct Redeem<'info> {
    pub station: Account<'info, Station>,
    #[account(mut, has_one = driver)] // !weak account-confusion
    pub token: Account<'info, Token>,
    pub driver: Signer<'info>,
}

#[account]
pub struct Station { pub operator: Pubkey }
#[account]
pub struct Token { pub station: Pubkey, pub driver: Pubkey, pub left: u16 }
#[event]
pub struct Washed { pub station: Pubkey }

// SPDX-License-Identifier: Apache-2.0
use anchor_lang::prelude::*;

declare_id!("Fg6PaFpoGXkYsidMpWTK6W2BeZ7FEfcYkg476zPFsLnS");

#[program]
pub mod ranger_fuel {
    use super::*;

    pub fn set_quota(ctx: Context<ByWarden>, quota: u64) -> Result<()> {
        ctx.accounts.tank.quota = quota;
        Ok(())
    }

    pub fn fill(ctx: Context<ByWarden>, litres: u64) -> Result<()> {
        let tank = &mut ctx.accounts.tank;
        tank.stock = tank.stock.checked_add(litres).ok_or(FuelError::TankFull)?;
        Ok(())
    }

    pub fn draw(ctx: Context<ByRanger>, litres: u64) -> Result<()> {
        let tank = &mut ctx.accounts.tank;
        let rest = tank.quota.wrapping_sub(tank.drawn); // !weak integer-overflow
        require_gte!(rest, litres, FuelError::OverQuota);
        tank.stock = tank.stock.checked_sub(litres).ok_or(FuelError::TankEmpty)?;
        tank.drawn = tank.drawn.checked_add(litres).ok_or(FuelError::OverQuota)?;
        Ok(())
    }
}

#[derive(Accounts)]
pub struct ByWarden<'info> {
    #[account(mut, has_one = warden)]
    pub tank: Account<'info, Tank>,
    pub warden: Signer<'info>,
}

#[derive(Accounts)]
pub struct ByRanger<'info> {
    #[account(mut, has_one = ranger)]
    pub tank: Account<'info, Tank>,
    pub ranger: Signer<'info>,
}

#[account]
pub struct Tank { pub warden: Pubkey, pub ranger: Pubkey, pub quota: u64, pub drawn: u64, pub stock: u64 }

#[error_code]
pub enum FuelError { OverQuota, TankEmpty, TankFull }

// SPDX-License-Identifier: Apache-2.0

#[derive(Debug, PartialEq, Eq)]
pub enum LendingError {
    TooLarge,
    TooSmall,
    NotEnough,
}

#[derive(Default)]
pub struct Reserve {
    available: u64,
    borrowed: u64,
    receipts: u64,
}

impl Reserve {
    fn total(&self) -> u128 {
        u128::from(self.available) + u128::from(self.borrowed)
    }

    pub fn deposit(&mut self, liquidity: u64) -> Result<u64, LendingError> {
        let exact = match self.receipts {
            0 => u128::from(liquidity),
            issued => scaled(liquidity, u128::from(issued))?
                .checked_div(self.total())
                .ok_or(LendingError::NotEnough)?,
        };
        let minted = narrowed(exact)?;
        self.available = self.available.checked_add(liquidity).ok_or(LendingError::TooLarge)?;
        self.receipts = self.receipts.checked_add(minted).ok_or(LendingError::TooLarge)?;
        Ok(minted)
    }

    pub fn redeem(&mut self, liquidity: u64) -> Result<u64, LendingError> {
        let total = self.total();
        if liquidity == 0 || total == 0 {
            return Err(LendingError::NotEnough);
        }
        let burned = narrowed((scaled(liquidity, u128::from(self.receipts))? + total - 1) / total)?;
        self.receipts = self.receipts.checked_sub(burned).ok_or(LendingError::NotEnough)?;
        self.available = self.available.checked_sub(liquidity).ok_or(LendingError::NotEnough)?;
        Ok(burned)
    }

    pub fn accrue(&mut self, interest: u64) -> Result<(), LendingError> {
        self.borrowed = self.borrowed.checked_add(interest).ok_or(LendingError::TooLarge)?;
        Ok(())
    }
}

fn scaled(amount: u64, factor: u128) -> Result<u128, LendingError> {
    u128::from(amount).checked_mul(factor).ok_or(LendingError::TooLarge)
}

fn narrowed(value: u128) -> Result<u64, LendingError> {
    match u64::try_from(value) {
        Ok(0) => Err(LendingError::TooSmall),
        Ok(fits) => Ok(fits),
        Err(_) => Err(LendingError::TooLarge),
    }
}

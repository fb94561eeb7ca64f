// SPDX-License-Identifier: Apache-2.0
#![no_std]
use soroban_sdk::{contract, contracterror, contractimpl, contracttype, token, Address, Env, IntoVal};

const LEDGERS_LOW: u32 = 100_000;
const LEDGERS_HIGH: u32 = 500_000;

#[contracttype]
pub enum Slot {
    Token,
    Pot(Address),
}

#[contracterror]
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[repr(u32)]
pub enum PotError {
    BadAmount = 1,
    NotEnough = 2,
    NoToken = 3,
}

#[contract]
pub struct SavingsPot;

#[contractimpl]
impl SavingsPot {
    pub fn __constructor(env: Env, token: Address) {
        env.storage().instance().set(&Slot::Token, &token);
    }

    pub fn put(env: Env, saver: Address, amount: i128) -> Result<(), PotError> {
        saver.require_auth();
        if amount <= 0 {
            return Err(PotError::BadAmount);
        }
        let saved = Self::saved(env.clone(), saver.clone());
        let total = saved.checked_add(amount).ok_or(PotError::BadAmount)?;
        Self::write(&env, &saver, total);
        Self::coin(&env)?.transfer(&saver, &env.current_contract_address(), &amount);
        Ok(())
    }

    pub fn take(env: Env, saver: Address, to: Address, amount: i128) -> Result<(), PotError> {
        saver.require_auth_for_args((to.clone(), amount).into_val(&env));
        let saved = Self::saved(env.clone(), saver.clone());
        if amount <= 0 || amount > saved {
            return Err(PotError::NotEnough);
        }
        Self::write(&env, &saver, saved - amount);
        Self::coin(&env)?.transfer(&env.current_contract_address(), &to, &amount);
        Ok(())
    }

    pub fn saved(env: Env, saver: Address) -> i128 {
        env.storage().persistent().get(&Slot::Pot(saver)).unwrap_or(0)
    }

    fn coin(env: &Env) -> Result<token::Client<'_>, PotError> {
        let id: Address = env.storage().instance().get(&Slot::Token).ok_or(PotError::NoToken)?;
        env.storage().instance().extend_ttl(LEDGERS_LOW, LEDGERS_HIGH);
        Ok(token::Client::new(env, &id))
    }

    fn write(env: &Env, saver: &Address, amount: i128) {
        let slot = Slot::Pot(saver.clone());
        env.storage().persistent().set(&slot, &amount);
        env.storage().persistent().extend_ttl(&slot, LEDGERS_LOW, LEDGERS_HIGH);
    }
}

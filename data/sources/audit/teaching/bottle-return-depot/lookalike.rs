// SPDX-License-Identifier: Apache-2.0
#![no_std]
use soroban_sdk::{contract, contracterror, contractimpl, contracttype, Address, Env, Symbol};

const TTL_LOW: u32 = 50_000;
const TTL_HIGH: u32 = 400_000;

#[contracttype]
pub enum Key {
    Clerk,
    Head,
    Tail,
    Rate(Symbol),
    Slip(u64),
    Points(Address),
}

#[contracttype]
#[derive(Clone)]
pub struct Slip {
    pub customer: Address,
    pub material: Symbol,
    pub bottles: u32,
}

#[contracterror]
#[derive(Copy, Clone, Debug, Eq, PartialEq)]
#[repr(u32)]
pub enum DepotError {
    NoClerk = 1,
    QueueEmpty = 2,
    NoRate = 3,
}

#[contract]
pub struct BottleDepot;

#[contractimpl]
impl BottleDepot {
    pub fn __constructor(env: Env, clerk: Address) {
        env.storage().instance().set(&Key::Clerk, &clerk);
    }

    pub fn set_rate(env: Env, material: Symbol, points: u32) -> Result<(), DepotError> {
        Self::require_clerk(&env)?;
        env.storage().persistent().set(&Key::Rate(material), &points);
        Ok(())
    }

    pub fn submit(env: Env, slip: Slip) -> Result<u64, DepotError> {
        Self::require_clerk(&env)?;
        if !env.storage().persistent().has(&Key::Rate(slip.material.clone())) {
            return Err(DepotError::NoRate);
        }
        let tail: u64 = env.storage().instance().get(&Key::Tail).unwrap_or(0);
        env.storage().persistent().set(&Key::Slip(tail), &slip);
        env.storage().instance().set(&Key::Tail, &(tail + 1));
        Ok(tail)
    }

    pub fn process_next(env: Env) -> Result<u64, DepotError> {
        let head: u64 = env.storage().instance().get(&Key::Head).unwrap_or(0);
        let store = env.storage().persistent();
        let slip: Slip = store.get(&Key::Slip(head)).ok_or(DepotError::QueueEmpty)?;
        let rate: u32 = store.get(&Key::Rate(slip.material)).unwrap();
        let account = Key::Points(slip.customer);
        let held: u64 = store.get(&account).unwrap_or(0);
        let earned = u64::from(rate) * u64::from(slip.bottles);
        store.set(&account, &held.saturating_add(earned));
        store.extend_ttl(&account, TTL_LOW, TTL_HIGH);
        store.remove(&Key::Slip(head));
        env.storage().instance().set(&Key::Head, &(head + 1));
        Ok(earned)
    }

    fn require_clerk(env: &Env) -> Result<(), DepotError> {
        let clerk: Address = env.storage().instance().get(&Key::Clerk).ok_or(DepotError::NoClerk)?;
        env.storage().instance().extend_ttl(TTL_LOW, TTL_HIGH);
        clerk.require_auth();
        Ok(())
    }
}

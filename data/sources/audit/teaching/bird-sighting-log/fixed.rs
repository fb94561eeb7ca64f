// SPDX-License-Identifier: Apache-2.0
use near_sdk::store::Vector;
use near_sdk::{env, near, require, AccountId, NearToken, PanicOnDefault};

const FEE: NearToken = NearToken::from_millinear(20);

#[near(serializers = [borsh, json])]
#[derive(Clone)]
pub struct Sighting {
    observer: AccountId,
    species: String,
    confirmed: bool,
}

#[near(contract_state)]
#[derive(PanicOnDefault)]
pub struct BirdLog {
    ranger: AccountId,
    sightings: Vector<Sighting>,
}

#[near]
impl BirdLog {
    #[init]
    #[private]
    pub fn new(ranger: AccountId) -> Self {
        Self { ranger, sightings: Vector::new(b"s") }
    }

    #[payable]
    pub fn report(&mut self, species: String) {
        require!(env::attached_deposit() >= FEE, "attach the storage fee");
        require!(!species.is_empty() && species.len() <= 64, "name one species");
        let observer = env::predecessor_account_id();
        self.sightings.push(Sighting { observer, species, confirmed: false });
    }

    pub fn confirm(&mut self, index: u32) {
        require!(env::predecessor_account_id() == self.ranger, "ranger only");
        match self.sightings.get_mut(index) {
            Some(sighting) => sighting.confirmed = true,
            None => env::panic_str("no such sighting"),
        }
    }

    pub fn sighting(&self, index: u32) -> Option<Sighting> {
        self.sightings.get(index).cloned()
    }
}

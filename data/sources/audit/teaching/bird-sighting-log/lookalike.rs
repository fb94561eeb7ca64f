// SPDX-License-Identifier: Apache-2.0
use near_sdk::store::LookupMap;
use near_sdk::{env, near, require, AccountId, NearToken, PanicOnDefault};

const FEE: NearToken = NearToken::from_millinear(20);
const RED_LIST: usize = 48;

#[near(contract_state)]
#[derive(PanicOnDefault)]
pub struct BirdLog {
    ranger: AccountId,
    red_list: Vec<String>,
    reports: LookupMap<AccountId, String>,
}

#[near]
impl BirdLog {
    #[init]
    #[private]
    pub fn new(ranger: AccountId) -> Self {
        Self { ranger, red_list: Vec::new(), reports: LookupMap::new(b"r") }
    }

    pub fn protect(&mut self, species: String) {
        require!(env::predecessor_account_id() == self.ranger, "ranger only");
        require!(self.red_list.len() < RED_LIST, "list is full");
        require!(!species.is_empty() && species.len() <= 64, "name one species");
        self.red_list.push(species);
    }

    #[payable]
    pub fn report(&mut self, species: String) {
        require!(env::attached_deposit() >= FEE, "attach the storage fee");
        require!(self.red_list.contains(&species), "not on the red list");
        self.reports.insert(env::predecessor_account_id(), species);
    }

    pub fn last_report(&self, observer: AccountId) -> Option<String> {
        self.reports.get(&observer).cloned()
    }
}

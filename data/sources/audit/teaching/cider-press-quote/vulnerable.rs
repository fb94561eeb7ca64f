// SPDX-License-Identifier: Apache-2.0
use near_sdk::json_types::U128;
use near_sdk::{env, ext_contract, near, require, AccountId, Gas, PanicOnDefault, Promise, PromiseError};

#[ext_contract(ext_board)]
trait Board {
    fn apple_price(&self) -> U128;
}

#[near(contract_state)]
#[derive(PanicOnDefault)]
pub struct CiderPress {
    board: AccountId,
    waiting: bool,
    price: U128,
}

#[near]
impl CiderPress {
    #[init]
    pub fn new(board: AccountId, price: U128) -> Self {
        Self { board, waiting: false, price }
    }

    pub fn refresh(&mut self) -> Promise {
        require!(!self.waiting, "a request is under way");
        self.waiting = true;
        let then = Self::ext(env::current_account_id()).with_static_gas(Gas::from_tgas(5));
        ext_board::ext(self.board.clone()).apple_price().then(then.on_price())
    }

    #[private]
    pub fn on_price(&mut self, #[callback_unwrap] quote: U128) { // !weak panic-on-error
        self.waiting = false;
        self.price = quote;
    }

    pub fn price(&self) -> U128 {
        self.price
    }
}

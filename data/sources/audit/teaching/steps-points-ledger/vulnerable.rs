// SPDX-License-Identifier: Apache-2.0
#![cfg_attr(not(feature = "std"), no_std, no_main)]

#[ink::contract]
mod steps_ledger {
    use ink::storage::Mapping;

    #[ink(event)]
    pub struct Gifted {
        #[ink(topic)]
        from: AccountId,
        #[ink(topic)]
        to: AccountId,
        amount: u64,
    }

    #[ink(storage)]
    pub struct StepsLedger {
        coach: AccountId,
        points: Mapping<AccountId, u64>,
    }

    #[derive(Debug, PartialEq, Eq)]
    #[ink::scale_derive(Encode, Decode, TypeInfo)]
    pub enum Error {
        NotCoach,
        TooFew,
        TooMany,
    }

    impl StepsLedger {
        #[ink(constructor)]
        pub fn new() -> Self {
            Self { coach: Self::env().caller(), points: Mapping::default() }
        }

        #[ink(message)]
        pub fn award(&mut self, walker: AccountId, amount: u64) -> Result<(), Error> {
            if self.env().caller() != self.coach {
                return Err(Error::NotCoach);
            }
            let total = self.points_of(walker).checked_add(amount).ok_or(Error::TooMany)?;
            self.points.insert(walker, &total);
            Ok(())
        }

        #[ink(message)]
        pub fn gift(&mut self, to: AccountId, amount: u64) -> Result<(), Error> {
            let from = self.env().caller();
            let left = self.points_of(from).wrapping_sub(amount); // !weak integer-overflow
            self.points.insert(from, &left);
            let held = self.points_of(to).wrapping_add(amount); // !weak integer-overflow
            self.points.insert(to, &held);
            self.env().emit_event(Gifted { from, to, amount });
            Ok(())
        }

        #[ink(message)]
        pub fn points_of(&self, walker: AccountId) -> u64 {
            self.points.get(walker).unwrap_or_default()
        }
    }
}

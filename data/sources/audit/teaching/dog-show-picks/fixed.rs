// SPDX-License-Identifier: Apache-2.0
#![cfg_attr(not(feature = "std"), no_std, no_main)]

#[ink::contract]
mod dog_show {
    use ink::prelude::{vec, vec::Vec};

    #[ink(storage)]
    pub struct DogShow {
        closes: BlockNumber,
        judges: Vec<AccountId>,
        picks: Vec<Option<u8>>,
        points: Vec<u32>,
        tallied: bool,
    }

    impl DogShow {
        #[ink(constructor)]
        pub fn new(judges: Vec<AccountId>, dogs: u8, closes: BlockNumber) -> Self {
            let (picks, points) = (vec![None; judges.len()], vec![0; dogs.into()]);
            Self { closes, judges, picks, points, tallied: false }
        }

        #[ink(message)]
        pub fn pick(&mut self, dog: u8) -> Result<(), ()> {
            let caller = self.env().caller();
            let seat = self.judges.iter().position(|judge| *judge == caller).ok_or(())?;
            let open = self.env().block_number() < self.closes;
            match self.picks.get_mut(seat) {
                Some(place) if open => *place = Some(dog),
                _ => return Err(()),
            }
            Ok(())
        }

        #[ink(message)]
        pub fn tally(&mut self) -> Result<Vec<u32>, ()> {
            if self.tallied || self.env().block_number() < self.closes {
                return Err(());
            }
            self.tallied = true;
            for dog in self.picks.iter().flatten() {
                if let Some(row) = self.points.get_mut(usize::from(*dog)) {
                    *row = row.saturating_add(1);
                }
            }
            Ok(self.points.clone())
        }
    }
}

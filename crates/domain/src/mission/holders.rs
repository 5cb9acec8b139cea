//! Key holders: persons without a quorum of whom no sealed identity opens.

use super::{Refusal, State};
use crate::Author;
use mirqab_vocabulary::{AccountId, BlobId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most holders of a set.
const MOST: usize = 16;

/// A key holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// The account with which they consent.
    pub account: AccountId,
    /// Their public key: 32 bytes of X25519 in hexadecimal. The secret half never leaves their machine.
    pub key: BlobId,
}

/// A set of key holders, and how many of them open what is sealed to the set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holders {
    /// How many must consent, two at least.
    pub threshold: u32,
    /// The holders, in an order that stays.
    pub holders: Vec<Holder>,
}

impl Holders {
    /// Which holder an account is, counted from 1.
    pub fn number_of(&self, account: AccountId) -> Option<u32> {
        (1..).zip(&self.holders).find(|(_, holder)| holder.account == account).map(|(number, _)| number)
    }

    fn whole(&self) -> Result<(), Refusal> {
        let accounts: BTreeSet<_> = self.holders.iter().map(|holder| holder.account).collect();
        let keys: BTreeSet<_> = self.holders.iter().map(|holder| &holder.key).collect();
        let number = self.holders.len();
        if accounts.len() != number || keys.len() != number {
            return Err(Refusal::HolderTwice);
        }
        let threshold = usize::try_from(self.threshold).unwrap_or(usize::MAX);
        if threshold < 2 || threshold > number || number > MOST {
            return Err(Refusal::ThresholdImpossible);
        }
        Ok(())
    }
}

/// A set that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedHolders {
    /// Who proposed it.
    pub by: AccountId,
    /// The set.
    pub holders: Holders,
}

pub(super) fn admit_proposal(holders: &Holders) -> Result<(), Refusal> {
    holders.whole()
}

pub(super) fn admit_confirmation(state: &State, holders: &Holders, author: &Author) -> Result<(), Refusal> {
    let proposed = state.proposed_holders.as_ref().filter(|proposed| proposed.holders == *holders);
    let proposed = proposed.ok_or(Refusal::HoldersNotProposed)?;
    if proposed.by == author.account { Err(Refusal::HoldersOnePerson) } else { Ok(()) }
}

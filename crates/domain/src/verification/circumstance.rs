//! Under which circumstances it happened, as persons judged them: articles on self-defence and on orders ask for it.

use super::State;
use crate::coded::coded;
use mirqab_vocabulary::{AccountId, Passage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

coded! {
    /// A circumstance that nothing else on record answers. Whether an act was announced is told by the notices.
    Circumstance {
        /// The leadership had ordered it.
        Ordered = "ordered",
        /// It answered an attack.
        UnderAttack = "under_attack",
        /// The mechanism had been called on before, and had failed.
        MechanismFailed = "mechanism_failed",
    }
}

coded! {
    /// Whether a circumstance was given.
    Given {
        /// It was.
        Yes = "yes",
        /// It was not.
        No = "no",
        /// Looked into, and not to be said.
        NotEstablished = "not_established",
    }
}

/// One person's judgement of one circumstance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CircumstanceJudgement {
    /// Which.
    pub circumstance: Circumstance,
    /// Whether it was given.
    pub given: Given,
    /// The items of evidence that it rests on.
    pub evidence: Vec<u32>,
    /// Why.
    pub reason: Passage,
}

impl State {
    /// Whether a circumstance was given: known where all who judged it, and do not stand aside, say the same.
    pub fn circumstance(&self, which: Circumstance) -> Option<bool> {
        let mut last: BTreeMap<AccountId, Given> = BTreeMap::new();
        for (by, _, one) in &self.circumstances {
            if one.circumstance == which && !self.recused.contains(&by.account) {
                last.insert(by.account, one.given);
            }
        }
        let mut said = last.into_values();
        let first = said.next()?;
        match (first, said.all(|other| other == first)) {
            (Given::Yes, true) => Some(true),
            (Given::No, true) => Some(false),
            _ => None,
        }
    }
}

//! What the reader trusts, and checkpoints under it.

use crate::LogFailure;
use mirqab_ledger::{Checkpoint, Policy, StampRoots, Verifier, Witness, cosignatures, open_note};
use std::collections::BTreeSet;

/// The log's key, and who must have cosigned.
#[derive(Clone, Debug)]
pub struct Trust {
    log: Verifier,
    witnesses: Vec<Witness>,
    /// Of the witnesses, the first so many must all have cosigned; the others are the policy's.
    each: usize,
    policy: Option<Policy>,
    /// To whom a time stamp's certificate must lead; nobody asks, if there is none.
    pub stamp_roots: StampRoots,
}

/// A checkpoint that the log signed, and who cosigned it when, in seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// Names and times.
    pub cosigned: Vec<(String, u64)>,
    /// Signatures of keys that the reader did not give.
    pub unknown: usize,
}

impl Trust {
    /// Trusts a log's key, each of some witnesses, and a policy.
    pub fn new(log: Verifier, each: Vec<Witness>, policy: Option<Policy>) -> Self {
        let mut witnesses = each;
        let count = witnesses.len();
        witnesses.extend(policy.iter().flat_map(Policy::keys));
        Self { log, witnesses, each: count, policy, stamp_roots: StampRoots::default() }
    }

    /// The log's key.
    pub fn log(&self) -> &Verifier {
        &self.log
    }

    /// Opens a signed checkpoint of the log. Who must have cosigned it must have.
    pub fn open(&self, note: &str) -> Result<Signed, LogFailure> {
        let checkpoint = Checkpoint::open(note, &self.log, self.log.name())?;
        let (mut cosigned, mut policy) = (Vec::new(), BTreeSet::new());
        // A witness may be named by the reader and by the policy.
        for (place, witness) in self.witnesses.iter().enumerate() {
            let found =
                cosignatures(note, std::slice::from_ref(witness)).map_err(mirqab_ledger::CheckpointError::from)?;
            match found.first() {
                None if place < self.each => return Err(LogFailure::WitnessMissing(witness.name().to_owned())),
                None => {}
                Some(found) => {
                    if let Some(of_policy) = place.checked_sub(self.each) {
                        policy.insert(of_policy);
                    }
                    let one = (witness.name().to_owned(), found.time);
                    if !cosigned.contains(&one) {
                        cosigned.push(one);
                    }
                }
            }
        }
        if self.policy.as_ref().is_some_and(|asked| !asked.met(&policy)) {
            return Err(LogFailure::QuorumNotMet);
        }
        let all = open_note(note, std::slice::from_ref(&self.log)).map_err(mirqab_ledger::CheckpointError::from)?;
        Ok(Signed { checkpoint, unknown: all.unknown.saturating_sub(cosigned.len()), cosigned })
    }
}

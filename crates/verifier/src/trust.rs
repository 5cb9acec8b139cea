//! What the reader trusts, and checkpoints under it.

use crate::LogFailure;
use mirqab_ledger::{
    Checkpoint, CheckpointError, Keys, Policy, StampRoots, Succession, Verifier, Witness, cosignatures,
};
use std::collections::BTreeSet;

/// By how many seconds a witness's clock may be ahead of the reader's, where age matters. One further ahead is as good as too old: else a
/// time in the future would be fresh for ever.
pub const AHEAD_S: u64 = 900;

/// How old a cosignature may be, by the reader's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// The time now, in seconds since 1970.
    pub now: u64,
    /// The most seconds that may have gone by since; `None` if age is told and not judged.
    pub most_s: Option<u64>,
}

impl Fresh {
    fn counts(self, time: u64) -> bool {
        let near = |most| time <= self.now.saturating_add(AHEAD_S) && self.now.saturating_sub(time) <= most;
        self.most_s.is_none_or(near)
    }
}

/// The log's key, and who must have cosigned.
#[derive(Clone, Debug)]
pub struct Trust {
    log: Verifier,
    /// Notes by which the log's key was followed by another.
    successions: Vec<Succession>,
    witnesses: Vec<Witness>,
    /// Of the witnesses, the first so many must all have cosigned; the others are the policy's.
    each: usize,
    policy: Option<Policy>,
    fresh: Option<Fresh>,
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

/// A witness whom the reader named, as it stands to a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// What the policy calls it; the key's own name, if no policy names it.
    pub name: String,
    /// Its key, as `name+id+key`.
    pub key: String,
    /// When it cosigned, by its own clock, in seconds since 1970.
    pub time: Option<u64>,
    /// Whether that counts: it is there, and not older than the reader allows.
    pub counts: bool,
}

/// A checkpoint that the log signed, with all that the reader may want to know of its witnesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed {
    /// The checkpoint.
    pub checkpoint: Checkpoint,
    /// Each witness whom the reader named, once.
    pub witnesses: Vec<Seen>,
    /// Signatures of keys that the reader did not give.
    pub unknown: usize,
    /// The newest cosignature of these witnesses.
    pub newest: Option<u64>,
    /// How old that is in seconds, by the reader's clock; 0 if it lies ahead. `None` if there is none, or no clock was given.
    pub age_s: Option<u64>,
    /// How old one may be.
    pub most_s: Option<u64>,
    /// What is missing of that for which the reader asks; `None` if nothing is.
    pub lacking: Option<LogFailure>,
}

impl Trust {
    /// Trusts a log's key, each of some witnesses, and a policy.
    pub fn new(log: Verifier, each: Vec<Witness>, policy: Option<Policy>) -> Self {
        let mut witnesses = each;
        let count = witnesses.len();
        witnesses.extend(policy.iter().flat_map(Policy::keys));
        Self {
            log,
            successions: Vec::new(),
            witnesses,
            each: count,
            policy,
            fresh: None,
            stamp_roots: StampRoots::default(),
        }
    }

    /// The same, with notes by which the log's key was followed by another.
    pub fn with_successions(mut self, successions: &[Succession]) -> Self {
        self.successions.extend_from_slice(successions);
        self
    }

    /// The same log, and no witness is asked for.
    pub fn of_log_alone(&self) -> Self {
        Self::new(self.log.clone(), Vec::new(), None).with_successions(&self.successions)
    }

    /// The keys of the log, as far as they are shown to follow each other.
    pub(crate) fn keys(&self) -> Result<Keys, CheckpointError> {
        Ok(Keys::new(self.log.clone(), &self.successions)?)
    }

    /// The same, with a clock.
    pub fn with_clock(mut self, fresh: Fresh) -> Self {
        self.fresh = Some(fresh);
        self
    }

    /// The log's key.
    pub fn log(&self) -> &Verifier {
        &self.log
    }

    fn name(&self, place: usize) -> String {
        let of_policy = place.checked_sub(self.each).and_then(|at| self.policy.as_ref()?.witnesses.get(at));
        of_policy.map_or_else(|| self.witnesses[place].name().to_owned(), |witness| witness.name.clone())
    }

    /// Opens a signed checkpoint of the log, and says who cosigned it. A signature of a known key that does not hold is an error; one that is
    /// missing is not, and stands in `lacking`.
    pub fn witnessed(&self, note: &str) -> Result<Witnessed, LogFailure> {
        let (checkpoint, others) = self.keys()?.open(note)?;
        let (mut seen, mut found): (Vec<Seen>, Vec<Seen>) = (Vec::new(), Vec::new());
        for (place, witness) in self.witnesses.iter().enumerate() {
            let line = cosignatures(note, std::slice::from_ref(witness)).map_err(CheckpointError::from)?;
            let time = line.first().map(|line| line.time);
            let counts = time.is_some_and(|time| self.fresh.is_none_or(|fresh| fresh.counts(time)));
            let one = Seen { name: self.name(place), key: witness.to_string(), time, counts };
            found.push(one.clone());
            // A witness may be named by the reader and by the policy: it is told once, as the policy calls it.
            match seen.iter_mut().find(|other| other.key == one.key) {
                Some(other) => *other = one,
                None => seen.push(one),
            }
        }
        let lacking = match self.lacking(&found, |one| one.counts) {
            None => None,
            // Enough signed once: what is wrong is that it was too long ago.
            Some(_) if self.lacking(&found, |one| one.time.is_some()).is_none() => Some(LogFailure::TooOld),
            missing => missing,
        };
        let newest = seen.iter().filter_map(|one| one.time).max();
        Ok(Witnessed {
            checkpoint,
            unknown: others.saturating_sub(seen.iter().filter(|one| one.time.is_some()).count()),
            newest,
            age_s: newest.and_then(|newest| Some(self.fresh?.now.saturating_sub(newest))),
            most_s: self.fresh.and_then(|fresh| fresh.most_s),
            witnesses: seen,
            lacking,
        })
    }

    /// What the reader asks for and is not there. `found` has the order of `witnesses`.
    fn lacking(&self, found: &[Seen], counts: impl Fn(&Seen) -> bool) -> Option<LogFailure> {
        let (each, policy) = found.split_at(self.each);
        if let Some(missing) = each.iter().find(|one| !counts(one)) {
            return Some(LogFailure::WitnessMissing(missing.name.clone()));
        }
        let met: BTreeSet<usize> =
            policy.iter().enumerate().filter(|(_, one)| counts(one)).map(|(place, _)| place).collect();
        if self.policy.as_ref().is_some_and(|asked| !asked.met(&met)) {
            return Some(LogFailure::QuorumNotMet);
        }
        // A policy may ask for nobody. Who asks for freshness asks for one who saw it.
        let aged = self.fresh.is_some_and(|fresh| fresh.most_s.is_some());
        (aged && !found.iter().any(counts)).then_some(LogFailure::QuorumNotMet)
    }

    /// Opens a signed checkpoint of the log. Who must have cosigned it must have.
    pub fn open(&self, note: &str) -> Result<Signed, LogFailure> {
        let found = self.witnessed(note)?;
        if let Some(lacking) = found.lacking {
            return Err(lacking);
        }
        let name = |key: &str| key.split('+').next().unwrap_or_default().to_owned();
        let cosigned = found.witnesses.iter().filter_map(|one| Some((name(&one.key), one.time?))).collect();
        Ok(Signed { checkpoint: found.checkpoint, cosigned, unknown: found.unknown })
    }
}

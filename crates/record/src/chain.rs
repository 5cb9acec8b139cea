//! Each subject's history as a chain: every entry names the one before it about the same subject.

use crate::{EntryId, Envelope};
use mirqab_domain::Subject;
use std::collections::{HashMap, HashSet};

/// Why an entry does not go on where its subject's history stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// An id twice.
    #[error("the entry {0} is there twice")]
    Twice(EntryId),
    /// It goes on from something else than the last entry about its subject.
    #[error("the entry names {} as the one before it about its subject, but that is {}", named(.names), named(.stands))]
    Broken {
        /// What it names.
        names: Option<EntryId>,
        /// What the last entry about its subject is.
        stands: Option<EntryId>,
    },
}

fn named(id: &Option<EntryId>) -> String {
    id.map_or_else(|| "none".to_owned(), |id| id.to_string())
}

/// Follows entries in the order of the log: of the whole log, or of all entries of some subjects.
///
/// What it shows: no entry about a subject is left out before the last one given. LIMIT: that nothing follows the last one, only the whole
/// log shows. It binds ids, not hashes: that no id stands in the log twice, only following the whole log shows.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    // Looked up only, for each entry of a log of millions: their order reaches nothing.
    last: HashMap<Subject, EntryId>,
    seen: HashSet<EntryId>,
}

impl Chains {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many subjects the entries so far are about.
    pub fn subjects(&self) -> usize {
        self.last.len()
    }

    /// Takes the next entry. Once this has refused one, what is said of later ones means nothing.
    pub fn follow(&mut self, envelope: &Envelope) -> Result<(), ChainError> {
        if !self.seen.insert(envelope.id) {
            return Err(ChainError::Twice(envelope.id));
        }
        let stands = self.last.insert(envelope.subject.clone(), envelope.id);
        if stands == envelope.previous { Ok(()) } else { Err(ChainError::Broken { names: envelope.previous, stands }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_domain::{Author, Room};
    use mirqab_vocabulary::{AccountId, Instant, Role};
    use std::collections::BTreeMap;

    fn id(number: u8) -> EntryId {
        EntryId::from_parts(1, [number; 10])
    }
    fn entry(number: u8, about: &str, previous: Option<u8>) -> Envelope {
        Envelope {
            v: 1,
            id: id(number),
            previous: previous.map(id),
            kind: "report/withdrawn/1".into(),
            subject: Subject { room: Room::Report, id: about.into() },
            author: Author { account: AccountId::from_parts(1, [1; 10]), role: Role::Observer, party: None },
            recorded_at: Instant::from_unix_s(0).unwrap(),
            commitments: BTreeMap::new(),
        }
    }
    fn followed(entries: &[Envelope]) -> Result<(), ChainError> {
        let mut chains = Chains::new();
        entries.iter().try_for_each(|entry| chains.follow(entry))
    }

    #[test]
    fn subjects_go_on_side_by_side_and_a_gap_or_a_second_branch_shows() {
        let all = [entry(1, "a", None), entry(2, "b", None), entry(3, "a", Some(1)), entry(4, "a", Some(3))];
        assert_eq!(followed(&all), Ok(()));
        let gap = [all[0].clone(), all[3].clone()];
        assert_eq!(followed(&gap), Err(ChainError::Broken { names: Some(id(3)), stands: Some(id(1)) }));
        assert_eq!(followed(&all[2..]), Err(ChainError::Broken { names: Some(id(1)), stands: None }));
        let branch = [all[0].clone(), all[2].clone(), entry(5, "a", Some(1))];
        assert_eq!(followed(&branch), Err(ChainError::Broken { names: Some(id(1)), stands: Some(id(3)) }));
        let new_beginning = [all[0].clone(), entry(5, "a", None)];
        assert_eq!(followed(&new_beginning), Err(ChainError::Broken { names: None, stands: Some(id(1)) }));
        assert_eq!(followed(&[all[0].clone(), entry(1, "b", None)]), Err(ChainError::Twice(id(1))));
    }
}

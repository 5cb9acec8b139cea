//! Answers that depend on nothing but the read models, kept for as long as the log has the same size.
//!
//! INVARIANT: rows change in the transaction that appends to the log and in no other (`rebuild` runs without a server), so two
//! transactions that see the same size see the same rows. Accounts and sessions change without the log and are never kept here.

use anyhow::Result;
use mirqab_domain::Room;
use mirqab_domain::procedure::State;
use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// The most answers: filters are readers' to choose.
const MOST: usize = 500;

/// The states of a room by the position of each one's first entry.
pub(super) type States = Arc<BTreeMap<i64, Arc<State>>>;

/// Answers at one position of the log, and the rooms that were read whole.
#[derive(Default)]
pub(super) struct Known(Mutex<Kept>, Mutex<HashMap<Room, (u64, States)>>);

#[derive(Default)]
struct Kept {
    position: u64,
    answers: HashMap<String, Arc<dyn Any + Send + Sync>>,
}

impl Known {
    /// The answer under `key` as of `position`: kept from before, or computed now.
    pub fn at<T: Clone + Send + Sync + 'static>(
        &self,
        position: u64,
        key: String,
        compute: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        let kept = {
            let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.position == position { kept.answers.get(&key).cloned() } else { None }
        };
        if let Some(answer) = kept.as_deref().and_then(<dyn Any + Send + Sync>::downcast_ref::<T>) {
            return Ok(answer.clone());
        }
        let answer = compute()?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.position < position || kept.answers.len() >= MOST {
            *kept = Kept { position: kept.position.max(position), answers: HashMap::new() };
        }
        // A transaction that began before the newest entry computes for itself.
        if kept.position == position {
            kept.answers.insert(key, Arc::new(answer.clone()));
        }
        Ok(answer)
    }

    /// The states of a room as of `position`. `changed` gives those whose subjects have entries from a position on, or all of them: so a
    /// room is read whole once, and then only what was recorded in it since.
    pub fn room(
        &self,
        position: u64,
        room: Room,
        changed: impl FnOnce(Option<u64>) -> Result<Vec<(i64, State)>>,
    ) -> Result<States> {
        let rooms = || self.1.lock().unwrap_or_else(PoisonError::into_inner);
        // Who sees an older log than what is kept reads for itself.
        let kept = rooms().get(&room).filter(|(until, _)| *until <= position).cloned();
        let (since, mut states) = kept.map_or((None, States::default()), |(until, states)| (Some(until), states));
        if since == Some(position) {
            return Ok(states);
        }
        let changed = changed(since)?;
        if !changed.is_empty() {
            Arc::make_mut(&mut states).extend(changed.into_iter().map(|(first, state)| (first, Arc::new(state))));
        }
        let mut rooms = rooms();
        if rooms.get(&room).is_none_or(|(until, _)| *until < position) {
            rooms.insert(room, (position, states.clone()));
        }
        Ok(states)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_kept_for_one_position_and_no_other() {
        let known = Known::default();
        let at = |position, answer: u64| known.at(position, "key".to_owned(), || Ok(answer)).unwrap();
        assert_eq!((at(5, 1), at(5, 2)), (1, 1));
        assert_eq!((at(6, 3), at(6, 4)), (3, 3));
        // Somebody who still sees the older log gets neither answer, and puts nothing in the way of the newer one.
        assert_eq!((at(5, 7), at(6, 8)), (7, 3));
    }

    #[test]
    fn a_failure_is_not_kept() {
        let known = Known::default();
        assert!(known.at(1, "key".to_owned(), || Err::<u64, _>(anyhow::anyhow!("no"))).is_err());
        assert_eq!(known.at(1, "key".to_owned(), || Ok(2_u64)).unwrap(), 2);
    }

    #[test]
    fn readers_cannot_fill_the_memory_with_filters() {
        let known = Known::default();
        for number in 0..10 * MOST {
            known.at(1, number.to_string(), || Ok(number)).unwrap();
        }
        assert!(known.0.lock().unwrap().answers.len() <= MOST);
    }
}

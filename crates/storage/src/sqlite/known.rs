//! Answers that depend on nothing but the read models, kept for as long as the log has the same size.
//!
//! INVARIANT: rows change in the transaction that appends to the log and in no other (`rebuild` runs without a server), so two
//! transactions that see the same size see the same rows. Accounts and sessions change without the log and are never kept here.

use anyhow::Result;
use std::any::Any;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The most answers: filters are readers' to choose.
const MOST: usize = 500;

/// Answers at one position of the log.
#[derive(Default)]
pub(super) struct Known(Mutex<Kept>);

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

//! A server's clock may be set back. What is recorded then stands behind what was recorded before, under an earlier time: the order of the log
//! counts, and everybody is told. Nothing is refused for it: a report that comes while the clock is wrong would be lost.

use crate::{App, Reader};
use mirqab_vocabulary::Instant;

/// How far back entries are looked at when the program starts. What lies before is told by the verifier, which looks at all.
const LOOKED_AT: u64 = 1000;

/// The clock stands before the time of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Behind {
    /// The time by the clock.
    pub now: Instant,
    /// The position of the entry.
    pub position: u64,
    /// When it was recorded.
    pub recorded_at: Instant,
}

/// How far the log was looked at, and its entry of the latest time.
#[derive(Default)]
pub(crate) struct Latest {
    looked_at: u64,
    entry: Option<(u64, Instant)>,
}

impl App {
    /// The entry of the latest time, while the clock stands before that time.
    pub fn clock_behind(&self, reader: &dyn Reader) -> anyhow::Result<Option<Behind>> {
        let size = reader.log_size()?;
        // INVARIANT: nothing panics while it is held.
        let mut latest = self.latest.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // A reader of an earlier moment, or of another log, finds nothing new.
        let mut from = latest.looked_at.max(size.saturating_sub(LOOKED_AT));
        while from < size {
            for entry in reader.entries(from, u32::try_from(LOOKED_AT).unwrap_or(u32::MAX))? {
                let recorded_at = crate::witnesses::recorded_at(&entry.bytes)?;
                if latest.entry.is_none_or(|(_, before)| before < recorded_at) {
                    latest.entry = Some((entry.position, recorded_at));
                }
                from = entry.position + 1;
            }
            latest.looked_at = from;
        }
        let now = self.surroundings().now();
        let ahead = latest.entry.filter(|(_, recorded_at)| now < *recorded_at);
        Ok(ahead.map(|(position, recorded_at)| Behind { now, position, recorded_at }))
    }
}

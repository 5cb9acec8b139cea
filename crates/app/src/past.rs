//! What did we know then: the record as it was when the log had a given size, for every page, export and report.
//!
//! The states and rows of that moment are made anew from the log; the entries themselves, the tree and the originals are the log's own, of
//! which what came later is left out. The clock stands at the last entry, so what is shown is the same whenever it is asked for.
//! LIMIT: what was erased since is erased then too. Accounts' names, settings and places are those of now: they are not in the log.
//! Cosignatures and time stamps come after what they sign, so a past moment has none. Messages of a source's contact are shown only as recorded.

use crate::anchors::{Anchor, Question};
use crate::contact::{CodeHash, Message};
use crate::ports::{Reader, Reading, Store, StoredEntry, Surroundings, Writing};
use crate::rows::{DayCount, IncidentFilter, IncidentRow, Page, Received, ReportFilter, ReportRow, Spot};
use crate::witnesses::Cosignature;
use crate::work::App;
use crate::{AppError, publication};
use anyhow::anyhow;
use mirqab_domain::procedure::State;
use mirqab_domain::{Room, Subject};
use mirqab_ledger::Hash;
use mirqab_record::EntryId;
use mirqab_vocabulary::{BlobId, Coordinates, IncidentId, Instant, Interval, ReportId};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// How many past moments are kept for the next who asks.
const KEPT: usize = 4;

/// Past moments that were asked for last, each under its size.
pub(crate) type Pasts = Arc<Mutex<VecDeque<(u64, App)>>>;

/// A store of which only a beginning is read, and nothing written.
struct Past {
    log: Arc<dyn Store>,
    then: Box<dyn Store>,
    size: u64,
}

/// A clock that stands.
struct Stands {
    at: Instant,
    around: Arc<dyn Surroundings>,
}

impl Surroundings for Stands {
    fn now(&self) -> Instant {
        self.at
    }
    fn now_ms(&self) -> u64 {
        u64::try_from(self.at.unix_s()).unwrap_or(0) * 1000
    }
    fn fill(&self, bytes: &mut [u8]) {
        self.around.fill(bytes);
    }
}

impl Store for Past {
    fn read(&self, work: Reading<'_>) -> Result<(), AppError> {
        self.log.read(&mut |log| self.then.read(&mut |then| work(&Then { log, then, size: self.size })))
    }
    fn write(&self, _: Writing<'_>) -> Result<(), AppError> {
        Err(anyhow!("nothing is recorded in the past").into())
    }
    fn scratch(&self) -> anyhow::Result<Box<dyn Store>> {
        self.log.scratch()
    }
    fn scrub(&self) -> anyhow::Result<bool> {
        Ok(false)
    }
    fn faults(&self) -> anyhow::Result<Vec<String>> {
        self.log.faults()
    }
}

/// One reading of a past moment.
struct Then<'a> {
    log: &'a dyn Reader,
    then: &'a dyn Reader,
    size: u64,
}

impl Reader for Then<'_> {
    fn log_size(&self) -> anyhow::Result<u64> {
        Ok(self.size)
    }
    fn entries(&self, from: u64, most: u32) -> anyhow::Result<Vec<StoredEntry>> {
        let mut entries = self.log.entries(from, most)?;
        entries.retain(|entry| entry.position < self.size);
        Ok(entries)
    }
    fn entries_about(&self, subject: &Subject) -> anyhow::Result<Vec<StoredEntry>> {
        let mut entries = self.log.entries_about(subject)?;
        entries.retain(|entry| entry.position < self.size);
        Ok(entries)
    }
    fn answers(&self) -> anyhow::Result<Vec<u64>> {
        let mut positions = self.log.answers()?;
        positions.retain(|position| *position < self.size);
        Ok(positions)
    }
    fn node(&self, level: u8, index: u64) -> anyhow::Result<Hash> {
        self.log.node(level, index)
    }
    fn checkpoint(&self) -> anyhow::Result<Option<String>> {
        self.log.checkpoint_of(self.size)
    }
    fn checkpoint_of(&self, size: u64) -> anyhow::Result<Option<String>> {
        if size > self.size { Ok(None) } else { self.log.checkpoint_of(size) }
    }
    fn cosigned(&self, _: u64, _: &mut dyn FnMut(Cosignature) -> bool) -> anyhow::Result<()> {
        Ok(())
    }
    fn anchored(&self, _: u64, _: &mut dyn FnMut(Anchor) -> bool) -> anyhow::Result<()> {
        Ok(())
    }
    fn anchor_questions(&self) -> anyhow::Result<Vec<Question>> {
        Ok(Vec::new())
    }
    fn position_of(&self, subject: &Subject) -> anyhow::Result<Option<u64>> {
        Ok(self.log.position_of(subject)?.filter(|position| *position < self.size))
    }
    fn contact(&self, _: &CodeHash) -> anyhow::Result<Option<ReportId>> {
        Ok(None)
    }
    fn messages(&self, _: ReportId) -> anyhow::Result<Vec<Message>> {
        Ok(Vec::new())
    }
    fn blob(&self, id: &BlobId) -> anyhow::Result<Option<Vec<u8>>> {
        self.log.blob(id)
    }
    fn last_entry(&self, subject: &Subject) -> anyhow::Result<Option<EntryId>> {
        self.then.last_entry(subject)
    }
    fn state(&self, subject: &Subject) -> anyhow::Result<Option<State>> {
        self.then.state(subject)
    }
    fn states(&self, room: Room) -> anyhow::Result<Vec<State>> {
        self.then.states(room)
    }
    fn each_state(&self, room: Room, each: &mut dyn FnMut(&State)) -> anyhow::Result<()> {
        self.then.each_state(room, each)
    }
    fn reports(&self, filter: &ReportFilter, page: Page) -> anyhow::Result<(Vec<ReportRow>, u64)> {
        self.then.reports(filter, page)
    }
    fn spots(&self, began: Interval, corners: Option<(Coordinates, Coordinates)>) -> anyhow::Result<Vec<Spot>> {
        self.then.spots(began, corners)
    }
    fn incidents(&self, filter: &IncidentFilter, page: Page) -> anyhow::Result<(Vec<IncidentRow>, u64)> {
        self.then.incidents(filter, page)
    }
    fn incident(&self, id: IncidentId) -> anyhow::Result<Option<IncidentRow>> {
        self.then.incident(id)
    }
    fn report(&self, id: ReportId) -> anyhow::Result<Option<ReportRow>> {
        self.then.report(id)
    }
    fn incidents_of(&self, report: ReportId) -> anyhow::Result<Vec<IncidentId>> {
        self.then.incidents_of(report)
    }
    fn report_by_digest(&self, digest: &str) -> anyhow::Result<Option<ReportId>> {
        self.then.report_by_digest(digest)
    }
    fn per_day(&self, days: &[Interval]) -> anyhow::Result<Vec<DayCount>> {
        self.then.per_day(days)
    }
    fn received(&self, during: Interval) -> anyhow::Result<Vec<Received>> {
        self.then.received(during)
    }
    fn per_handling(&self) -> anyhow::Result<Vec<(String, u64)>> {
        self.then.per_handling()
    }
    fn overdue(&self, now: Instant) -> anyhow::Result<u64> {
        self.then.overdue(now)
    }
    fn protected(&self) -> anyhow::Result<Vec<Subject>> {
        self.then.protected()
    }
    fn naming(&self, original: &BlobId) -> anyhow::Result<Vec<Subject>> {
        self.then.naming(original)
    }
}

impl App {
    /// The use cases as they were when the log had `size` entries: whatever is read through them is of that moment, and nothing is
    /// recorded. Making a moment replays the log up to it; the last few are kept.
    pub fn at(&self, size: u64) -> Result<Self, AppError> {
        // One is made at a time: who asks for the same moment waits for it.
        let mut pasts = self.pasts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = pasts.iter().find(|(known, _)| *known == size) {
            return Ok(known.clone());
        }
        let at = self.read(|reader| {
            let last = size.checked_sub(1).ok_or(AppError::NotFound)?;
            let entry = reader.entries(last, 1)?.pop().ok_or(AppError::NotFound)?;
            Ok(mirqab_record::open_envelope(&entry.bytes).map_err(anyhow::Error::from)?.recorded_at)
        })?;
        let store = Past { log: self.shared_store(), then: self.as_of(size)?, size };
        let clock = Stands { at, around: self.shared_surroundings() };
        let past = self.over(Arc::new(store), Arc::new(clock));
        pasts.truncate(KEPT - 1);
        pasts.push_front((size, past.clone()));
        Ok(past)
    }

    /// Whether the public was given a report of the moment when the log had `size` entries. Such moments are open to everybody.
    pub fn was_published(&self, size: u64) -> Result<bool, AppError> {
        self.read(|reader| Ok(publication::all(reader)?.iter().any(|issued| issued.log_size == size)))
    }

    /// Forgets the past moments that are kept: something was erased that may still stand in them.
    pub(crate) fn forget_pasts(&self) {
        self.pasts.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

//! What the use cases need of the world.

use crate::AppError;
use crate::anchors::{Anchor, Question};
use crate::contact::{CodeHash, Message};
use crate::rows::{DayCount, IncidentFilter, IncidentRow, Page, Received, ReportFilter, ReportRow, Spot};
use crate::witnesses::Cosignature;
use mirqab_domain::Subject;
use mirqab_domain::procedure::State;
use mirqab_domain::report::Side;
use mirqab_ledger::Hash;
use mirqab_record::{Entry, EntryId, Group, Payload};
use mirqab_vocabulary::{BlobId, Coordinates, IncidentId, Instant, Interval, LocalDay, ReportId};

/// Clock and randomness.
pub trait Surroundings: Send + Sync {
    /// The time now.
    fn now(&self) -> Instant;
    /// Milliseconds since 1970 for ids; agrees with `now`.
    fn now_ms(&self) -> u64;
    /// Fills with unpredictable bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// An entry as it stands in the log.
#[derive(Clone, Debug)]
pub struct StoredEntry {
    /// Its place, counted from 0.
    pub position: u64,
    /// The envelope's canonical bytes.
    pub bytes: Vec<u8>,
    /// Its payloads, as far as they are not erased.
    pub payloads: Vec<Payload>,
}

/// Reads one consistent moment of the store.
pub trait Reader {
    /// The whole record, if this is only what somebody may see of it. For what is computed over all of it and tells of no single case.
    fn behind(&self) -> Option<&dyn Reader> {
        None
    }
    /// How many entries the log has.
    fn log_size(&self) -> anyhow::Result<u64>;
    /// Entries from a position on, at most `most`.
    fn entries(&self, from: u64, most: u32) -> anyhow::Result<Vec<StoredEntry>>;
    /// All entries about a subject, in order.
    fn entries_about(&self, subject: &Subject) -> anyhow::Result<Vec<StoredEntry>>;
    /// The positions of all answers to proposals, and of all links that were taken back, in order.
    fn answers(&self) -> anyhow::Result<Vec<u64>>;
    /// A completed node of the tree. Fails for one that is not complete.
    fn node(&self, level: u8, index: u64) -> anyhow::Result<Hash>;
    /// The newest signed checkpoint; `None` for an empty log.
    fn checkpoint(&self) -> anyhow::Result<Option<String>>;
    /// The signed checkpoint of the log's first `size` entries, if one was signed at that size.
    fn checkpoint_of(&self, size: u64) -> anyhow::Result<Option<String>>;
    /// Kept cosignatures of checkpoints of at most `most` entries, the largest first, until `each` answers no.
    fn cosigned(&self, most: u64, each: &mut dyn FnMut(Cosignature) -> bool) -> anyhow::Result<()>;
    /// Kept time stamps of checkpoints of at most `most` entries, the largest first and of each the first kept first, until `each` answers no.
    fn anchored(&self, most: u64, each: &mut dyn FnMut(Anchor) -> bool) -> anyhow::Result<()>;
    /// The questions for time stamps that wait, the oldest first.
    fn anchor_questions(&self) -> anyhow::Result<Vec<Question>>;
    /// The newest entry about a subject.
    fn last_entry(&self, subject: &Subject) -> anyhow::Result<Option<EntryId>>;
    /// The position of the first entry about a subject.
    fn position_of(&self, subject: &Subject) -> anyhow::Result<Option<u64>>;
    /// The state of a subject.
    fn state(&self, subject: &Subject) -> anyhow::Result<Option<State>>;
    /// The states of a room, in the order in which their first entries were recorded. For rooms of few subjects.
    fn states(&self, room: mirqab_domain::Room) -> anyhow::Result<Vec<State>>;
    /// Shows the same states one by one, in the same order: for who wants few of many.
    fn each_state(&self, room: mirqab_domain::Room, each: &mut dyn FnMut(&State)) -> anyhow::Result<()>;
    /// Reports as lists show them, newest first, and how many there are in all.
    fn reports(&self, filter: &ReportFilter, page: Page) -> anyhow::Result<(Vec<ReportRow>, u64)>;
    /// Reports of events that began during this time and lie between these corners (south-west and north-east), and those that say no
    /// place that is known; in no order.
    fn spots(&self, began: Interval, corners: Option<(Coordinates, Coordinates)>) -> anyhow::Result<Vec<Spot>>;
    /// Incidents as lists show them, newest first, and how many there are in all.
    fn incidents(&self, filter: &IncidentFilter, page: Page) -> anyhow::Result<(Vec<IncidentRow>, u64)>;
    /// The incident of this id as lists show it.
    fn incident(&self, id: IncidentId) -> anyhow::Result<Option<IncidentRow>>;
    /// The report of this id as lists show it.
    fn report(&self, id: ReportId) -> anyhow::Result<Option<ReportRow>>;
    /// The incidents to which a report is linked.
    fn incidents_of(&self, report: ReportId) -> anyhow::Result<Vec<IncidentId>>;
    /// The report that an earlier sending of the same became.
    fn report_by_digest(&self, digest: &str) -> anyhow::Result<Option<ReportId>>;
    /// How many reports were received on each local day of `days`, and how many incidents began: from the rows, day by day.
    fn per_day(&self, days: &[Interval]) -> anyhow::Result<Vec<DayCount>>;
    /// How many reports were received during a time, by channel and filing party.
    fn received(&self, during: Interval) -> anyhow::Result<Vec<Received>>;
    /// How many incidents stand in each handling, by its code.
    fn per_handling(&self) -> anyhow::Result<Vec<(String, u64)>>;
    /// How many incidents' verifications were due before `now` and are not done.
    fn overdue(&self, now: Instant) -> anyhow::Result<u64>;
    /// The reports and verifications of which something sealed was ever asked to be opened, or something was ever proposed to be erased.
    fn protected(&self) -> anyhow::Result<Vec<Subject>>;
    /// The subjects whose state names an original.
    fn naming(&self, original: &BlobId) -> anyhow::Result<Vec<Subject>>;
    /// The report of a source with this code.
    fn contact(&self, code: &CodeHash) -> anyhow::Result<Option<ReportId>>;
    /// The messages between a report's source and the mission, in order.
    fn messages(&self, report: ReportId) -> anyhow::Result<Vec<Message>>;
    /// A kept original.
    fn blob(&self, id: &BlobId) -> anyhow::Result<Option<Vec<u8>>>;
}

/// Writes within one transaction: all of it becomes durable, or none.
pub trait Writer: Reader {
    /// The same, for reading. A writer reads its own writes.
    fn as_reader(&self) -> &dyn Reader;
    /// Appends an entry to the log and returns its position.
    fn append(&mut self, entry: &Entry) -> anyhow::Result<u64>;
    /// Keeps what a subject adds up to since its entry `entry` at `position`.
    fn put_state(&mut self, subject: &Subject, state: &State, entry: EntryId, position: u64) -> anyhow::Result<()>;
    /// Keeps a report's row; `words` is what it is found by.
    fn put_report(&mut self, row: &ReportRow, words: &str) -> anyhow::Result<()>;
    /// Keeps an incident's row and its links.
    fn put_incident(&mut self, row: &IncidentRow, reports: &[ReportId]) -> anyhow::Result<()>;
    /// Keeps an original under its hash. Keeping it twice is keeping it once.
    fn put_blob(&mut self, id: &BlobId, bytes: &[u8]) -> anyhow::Result<()>;
    /// Keeps a cosignature. A later one of the same witness for the same size takes its place.
    fn put_cosignature(&mut self, cosignature: &Cosignature) -> anyhow::Result<()>;
    /// Keeps a time stamp. Of two of one certificate over one checkpoint the first stays.
    fn put_anchor(&mut self, anchor: &Anchor) -> anyhow::Result<()>;
    /// Keeps a question for a time stamp, in the place of the one with its nonce.
    fn put_anchor_question(&mut self, question: &Question) -> anyhow::Result<()>;
    /// Forgets the question with this nonce.
    fn drop_anchor_question(&mut self, nonce: &[u8; 8]) -> anyhow::Result<()>;
    /// Keeps what a source's code is known by, in the place of an earlier one of the same report.
    fn put_contact(&mut self, report: ReportId, code: &CodeHash) -> anyhow::Result<()>;
    /// Keeps a message.
    fn put_message(
        &mut self,
        report: ReportId,
        side: Side,
        day: LocalDay,
        text: &str,
        recorded: bool,
    ) -> anyhow::Result<()>;
    /// Notes that a message was taken into the record.
    fn message_recorded(&mut self, number: u64) -> anyhow::Result<()>;
    /// Destroys a report's code and its messages.
    fn end_contact(&mut self, report: ReportId) -> anyhow::Result<()>;
    /// Destroys the payloads of these groups with their salts in the entries at these positions, and these originals. Remembers that the
    /// store is to be scrubbed.
    fn destroy(&mut self, entries: &[u64], groups: &[Group], originals: &[BlobId]) -> anyhow::Result<()>;
    /// Forgets every state and row, to be made anew from the log.
    fn clear_models(&mut self) -> anyhow::Result<()>;
}

/// A unit of reading.
pub type Reading<'a> = &'a mut dyn FnMut(&dyn Reader) -> Result<(), AppError>;
/// A unit of writing.
pub type Writing<'a> = &'a mut dyn FnMut(&mut dyn Writer) -> Result<(), AppError>;

/// A data folder or a database.
pub trait Store: Send + Sync {
    /// Runs `work` on one consistent moment. Readers never wait for the writer.
    fn read(&self, work: Reading<'_>) -> Result<(), AppError>;
    /// Runs `work` as the only writer. If it returns an error, nothing of it is kept. When this returns `Ok`, everything is on
    /// disk: entries, the tree's nodes and a signed checkpoint over them.
    fn write(&self, work: Writing<'_>) -> Result<(), AppError>;
    /// An empty store of its own that is gone when it is dropped: for replaying the log.
    fn scratch(&self) -> anyhow::Result<Box<dyn Store>>;
    /// Scrubs what destroyed things left in freed pages and in the journal. Returns whether there was anything to do; fails while others
    /// read, and is then still to be done.
    fn scrub(&self) -> anyhow::Result<bool>;
    /// What the store itself finds wrong with its file, in its own words; empty if nothing.
    fn faults(&self) -> anyhow::Result<Vec<String>>;
}

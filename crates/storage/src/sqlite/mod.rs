//! The SQLite store.

mod accounts;
mod folder;
mod known;
mod read;
mod write;

pub use folder::Folder;

use mirqab_app::ports::{Reader, Reading, Writing};
use mirqab_app::{AppError, Broken, Store};
use mirqab_ledger::{Frontier, Signer};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The version of the form of the data folder. A newer one is refused, never guessed at.
pub const VERSION: i64 = STEPS.len() as i64;
/// What makes each form out of the one before it, beginning with nothing. Steps are added and never changed.
const STEPS: &[&str] = &[
    include_str!("schema.sql"),
    include_str!("cosignatures.sql"),
    include_str!("answers.sql"),
    include_str!("protection.sql"),
    include_str!("contact.sql"),
    include_str!("anchors.sql"),
    include_str!("evidence_protection.sql"),
];
/// How many reading connections are kept for the next request, each with its cache. More are opened under load, and closed again.
const READERS_KEPT: usize = 8;

/// A store in one file, or in memory.
pub struct Sqlite {
    place: Option<Place>,
    writer: Mutex<Pen>,
    readers: Mutex<Vec<Connection>>,
    known: known::Known,
    /// The folder's lock, held as long as this lives.
    _lock: Option<std::fs::File>,
}

/// Where a store is.
struct Place {
    path: PathBuf,
    medium: Medium,
}

/// What it lies on.
#[derive(Clone, Copy)]
enum Medium {
    Writable,
    /// Nobody can write to it.
    Unchanging,
}

impl Place {
    fn connect(&self) -> anyhow::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = match self.medium {
            Medium::Writable => Connection::open_with_flags(&self.path, flags | OpenFlags::SQLITE_OPEN_READ_WRITE),
            Medium::Unchanging => {
                // In the address of a file these three would begin something else.
                let path = self.path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
                let flags = flags | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                Connection::open_with_flags(format!("file:{path}?immutable=1"), flags)
            }
        };
        opened.map_err(broken)
    }
}

/// The one writing connection with what it knows of the tree.
struct Pen {
    connection: Connection,
    frontier: Frontier,
    signer: Option<(String, Vec<Signer>)>,
    /// Whether the log may grow through it.
    appends: bool,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic inside a transaction rolls it back when the transaction is dropped; what the lock guards is whole.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What SQLite says, as something that an edge can explain.
pub(crate) fn broken(error: rusqlite::Error) -> anyhow::Error {
    use rusqlite::ErrorCode;
    let broken = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => Broken::DiskFull,
        Some(ErrorCode::SystemIoFailure) => Broken::DiskFails,
        Some(ErrorCode::ReadOnly) | Some(ErrorCode::CannotOpen) | Some(ErrorCode::PermissionDenied) => Broken::ReadOnly,
        Some(ErrorCode::DatabaseCorrupt) | Some(ErrorCode::NotADatabase) => Broken::Damaged,
        Some(ErrorCode::DatabaseBusy) | Some(ErrorCode::DatabaseLocked) => Broken::InUse,
        _ => return anyhow::Error::new(error),
    };
    anyhow::Error::new(error).context(broken)
}

impl Sqlite {
    /// Has a new key sign from the next transaction on, before those that signed until now.
    pub fn also_sign(&self, new: Signer) {
        if let Some((_, signers)) = &mut lock(&self.writer).signer {
            signers.insert(0, new);
        }
    }

    /// Opens the file at `path`; `create` makes it when it is not there. `signer` signs a checkpoint under its origin for each transaction.
    pub fn open(path: &Path, signer: Option<(String, Vec<Signer>)>, create: bool) -> anyhow::Result<Self> {
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if create {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let connection = Connection::open_with_flags(path, flags).map_err(broken)?;
        Self::over(connection, Some(Place { path: path.to_owned(), medium: Medium::Writable }), signer)
    }

    /// Opens the file at `path` for reading alone: another process may be writing to it.
    pub fn open_to_read(path: &Path) -> anyhow::Result<Self> {
        Self::read_from(Place { path: path.to_owned(), medium: Medium::Writable }).or_else(|error| {
            // On a medium that cannot be written, SQLite's files for several readers cannot be made. Then nobody writes either, and the
            // file is whole by itself if no journal lies beside it.
            let journal = path.with_extension("sqlite-wal");
            let alone = std::fs::metadata(&journal).map_or(true, |journal| journal.len() == 0);
            match error.downcast_ref::<Broken>() {
                Some(Broken::ReadOnly) if alone && path.is_file() => {
                    Self::read_from(Place { path: path.to_owned(), medium: Medium::Unchanging })
                }
                _ => Err(error),
            }
        })
    }

    fn read_from(place: Place) -> anyhow::Result<Self> {
        let connection = place.connect()?;
        known_version(&connection)?;
        connection.pragma_update(None, "query_only", true).map_err(broken)?;
        prepare(&connection, WRITER_CACHE_KIB)?;
        let writer = Pen { connection, frontier: Frontier::new(), signer: None, appends: false };
        Ok(Self {
            place: Some(place),
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            known: known::Known::default(),
            _lock: None,
        })
    }

    /// Opens the file at `path` for what does not touch the log, while another process may append to it.
    pub fn open_beside(path: &Path) -> anyhow::Result<Self> {
        let store = Self::open(path, None, false)?;
        lock(&store.writer).appends = false;
        Ok(store)
    }

    /// A store in memory: for tests.
    pub fn in_memory() -> anyhow::Result<Self> {
        Self::over(Connection::open_in_memory().map_err(broken)?, None, None)
    }

    /// A store that is gone when it is dropped: for replaying the log up to some position. SQLite keeps it in memory as far as its
    /// cache goes and in an unnamed file beyond, so that a long log needs disk and not memory.
    pub fn passing() -> anyhow::Result<Self> {
        let connection = Connection::open("").map_err(broken)?;
        connection.pragma_update(None, "journal_mode", "OFF").map_err(broken)?;
        connection.pragma_update(None, "synchronous", "OFF").map_err(broken)?;
        Self::over(connection, None, None)
    }

    fn holding(self, lock: std::fs::File) -> Self {
        Self { _lock: Some(lock), ..self }
    }

    fn over(
        connection: Connection,
        place: Option<Place>,
        signer: Option<(String, Vec<Signer>)>,
    ) -> anyhow::Result<Self> {
        let version = known_version(&connection)?;
        if place.is_some() {
            connection.pragma_update(None, "journal_mode", "WAL").map_err(broken)?;
            // ORDER: FULL makes a commit return only after the log is on the disk; an acknowledgement rests on it.
            connection.pragma_update(None, "synchronous", "FULL").map_err(broken)?;
            // What a large import needed beside the database is given back after it.
            connection.pragma_update(None, "journal_size_limit", 64 << 20).map_err(broken)?;
        }
        prepare(&connection, WRITER_CACHE_KIB)?;
        let steps: String = STEPS.iter().skip(usize::try_from(version)?).copied().collect();
        if !steps.is_empty() {
            // ORDER: the step and its number are one transaction, so a folder is in one form or the other.
            let sql = format!("BEGIN IMMEDIATE; {steps} PRAGMA user_version = {VERSION}; COMMIT;");
            connection.execute_batch(&sql).map_err(broken)?;
        }
        if place.is_some() {
            // ORDER: what a killed process left half erased is finished before anything else. Somebody who reads just now is no reason not
            // to start: it is tried again while the server runs.
            match scrub(&connection) {
                Err(error) if error.downcast_ref::<Broken>() != Some(&Broken::InUse) => return Err(error),
                _ => {}
            }
        }
        let frontier = write::frontier(&connection)?;
        Ok(Self {
            place,
            writer: Mutex::new(Pen { connection, frontier, signer, appends: true }),
            readers: Mutex::default(),
            known: known::Known::default(),
            _lock: None,
        })
    }

    fn put_back(&self, connection: Connection) {
        let mut readers = lock(&self.readers);
        if readers.len() < READERS_KEPT {
            readers.push(connection);
        }
    }

    fn reading(&self) -> anyhow::Result<Option<Connection>> {
        if let Some(connection) = lock(&self.readers).pop() {
            return Ok(Some(connection));
        }
        let Some(place) = &self.place else { return Ok(None) };
        let connection = place.connect()?;
        connection.pragma_update(None, "query_only", true).map_err(broken)?;
        prepare(&connection, READER_CACHE_KIB)?;
        Ok(Some(connection))
    }

    /// Copies the whole store into a new file, while others read and write.
    pub fn copy_to(&self, target: &Path) -> anyhow::Result<()> {
        let source = self.reading()?;
        let mut copy = Connection::open(target).map_err(broken)?;
        let run = |source: &Connection, copy: &mut Connection| {
            let backup = rusqlite::backup::Backup::new(source, copy).map_err(broken)?;
            backup.run_to_completion(1024, std::time::Duration::ZERO, None).map_err(broken)
        };
        match &source {
            Some(source) => run(source, &mut copy),
            None => run(&lock(&self.writer).connection, &mut copy),
        }
    }

    fn file_faults(&self) -> anyhow::Result<Vec<String>> {
        let writer = lock(&self.writer);
        let mut statement = writer.connection.prepare("PRAGMA integrity_check(20)").map_err(broken)?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).map_err(broken)?;
        let faults: Result<Vec<_>, _> = rows.collect();
        Ok(faults.map_err(broken)?.into_iter().filter(|fault| fault != "ok").collect())
    }
}

/// Scrubs what destroyed things left behind, if anything is noted to be scrubbed. Returns whether it was.
///
/// ORDER: the index drops the words of deleted rows; then the whole file is written anew without its freed pages and without what is left
/// between cells; then the journal, which has both the old and the new pages, is written back and cut to nothing; and only then the note
/// goes. Killed at any point it begins again.
fn scrub(connection: &Connection) -> anyhow::Result<bool> {
    let due = "SELECT count(*) FROM meta WHERE key = 'scrub'";
    if connection.query_row(due, [], |row| row.get::<_, i64>(0)).map_err(broken)? == 0 {
        return Ok(false);
    }
    connection.execute("INSERT INTO report_words (report_words) VALUES ('optimize')", []).map_err(broken)?;
    connection.execute_batch("VACUUM").map_err(broken)?;
    let busy =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).map_err(broken)?;
    if busy != 0 {
        return Err(Broken::InUse.into());
    }
    connection.execute("DELETE FROM meta WHERE key = 'scrub'", []).map_err(broken)?;
    Ok(true)
}

fn known_version(connection: &Connection) -> anyhow::Result<i64> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(broken)?;
    if version > VERSION {
        return Err(Broken::Newer { found: version, known: VERSION }.into());
    }
    Ok(version)
}

/// Page cache of the writing connection and of a reading one, in KiB.
const WRITER_CACHE_KIB: i64 = 32_000;
const READER_CACHE_KIB: i64 = 8_000;

fn prepare(connection: &Connection, cache_kib: i64) -> anyhow::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(broken)?;
    connection.pragma_update(None, "cache_size", -cache_kib).map_err(broken)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}

impl Store for Sqlite {
    fn read(&self, work: Reading<'_>) -> Result<(), AppError> {
        let Some(mut connection) = self.reading()? else {
            let writer = lock(&self.writer);
            return work(&read::Read::of(&writer.connection));
        };
        let result = {
            let transaction = connection.transaction().map_err(broken)?;
            // The same transaction tells the position and everything after it, so both are of one moment.
            let position = read::Read::of(&transaction).log_size()?;
            work(&read::Read { connection: &transaction, known: Some((&self.known, position)) })
        };
        self.put_back(connection);
        result
    }

    fn write(&self, work: Writing<'_>) -> Result<(), AppError> {
        let mut guard = lock(&self.writer);
        let Pen { connection, frontier, signer, appends } = &mut *guard;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(broken)?;
        let mut writer = write::Write { read: read::Read::of(&transaction), frontier: frontier.clone() };
        work(&mut writer)?;
        let grown = writer.frontier;
        if !*appends && grown.size() != frontier.size() {
            // INVARIANT: one process appends, and keeps the edge of the tree in memory.
            return Err(anyhow::anyhow!("this store was not opened for appending").into());
        }
        if grown.size() != frontier.size()
            && let Some((origin, signers)) = signer
        {
            write::checkpoint(&transaction, origin, signers, &grown)?;
        }
        transaction.commit().map_err(broken)?;
        // ORDER: only what is on disk becomes what the next entry is built on.
        *frontier = grown;
        Ok(())
    }

    fn scratch(&self) -> anyhow::Result<Box<dyn Store>> {
        Ok(Box::new(Self::passing()?))
    }

    fn scrub(&self) -> anyhow::Result<bool> {
        let guard = lock(&self.writer);
        scrub(&guard.connection)
    }

    fn faults(&self) -> anyhow::Result<Vec<String>> {
        self.file_faults()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_app::ports::Writer;
    use mirqab_domain::procedure::{self, State};
    use mirqab_domain::{Author, Event, Room, Subject, commitment};
    use mirqab_record::{EntryId, Header, seal};
    use mirqab_vocabulary::{AccountId, AgreementId, Bilingual, CommitmentId, Instant, Passage, Role};

    fn terms(title: &str) -> commitment::Terms {
        let title = Passage::parse(title).unwrap();
        commitment::Terms {
            agreement: AgreementId::from_parts(1, [1; 10]),
            title: Bilingual { ar: title.clone(), en: title },
            owners: Vec::new(),
            agreed_at: Instant::from_unix_s(0).unwrap(),
            due: None,
            kind: None,
            place: None,
        }
    }

    /// Records that a commitment has this title.
    fn put(store: &Sqlite, number: u8, title: &str) {
        let id = CommitmentId::from_parts(1, [number; 10]);
        let author = Author { account: AccountId::from_parts(1, [1; 10]), role: Role::DutyOfficer, party: None };
        let event: Event = commitment::Event::Registered { terms: terms(title) }.into();
        let subject = Subject { room: Room::Commitment, id: id.to_string() };
        let entry = EntryId::from_parts(1, [number; 10]);
        let recorded_at = Instant::from_unix_s(1).unwrap();
        let header = Header { id: entry, previous: None, subject: subject.clone(), author, recorded_at };
        let sealed = seal(header, &event, |_| [1; 32]).unwrap();
        let (plan, progress, evidence) = (commitment::Plan::default(), Vec::new(), Vec::new());
        let promise = commitment::Promise { id, terms: terms(title), plan, progress, evidence };
        let state = State::Commitment(commitment::State::Promise(promise).into());
        let mut write = |writer: &mut dyn Writer| {
            let position = writer.append(&sealed)?;
            Ok(writer.put_state(&subject, &state, entry, position)?)
        };
        store.write(&mut write).unwrap();
    }

    fn titles(reader: &dyn Reader) -> Vec<String> {
        let mut titles = Vec::new();
        let mut each = |state: &State| {
            let promise = procedure::as_commitment(Some(state.clone())).and_then(commitment::State::promise);
            titles.push(promise.unwrap().terms.title.en.to_string());
        };
        reader.each_state(Room::Commitment, &mut each).unwrap();
        titles
    }

    /// What readers keep of a room from one position of the log to the next is what is read without a memory, also for somebody who
    /// still sees an older log.
    #[test]
    fn a_room_that_is_kept_is_the_room_as_it_stands() {
        let folder = std::env::temp_dir().join(format!("mirqab-rooms-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Sqlite::open(&folder.join("mirqab.sqlite"), None, true).unwrap();
        let check = |expected: &[&str]| {
            let mut work = |reader: &dyn Reader| {
                assert_eq!(titles(reader), expected);
                Ok(())
            };
            store.read(&mut work).unwrap();
            assert_eq!(titles(&read::Read::of(&lock(&store.writer).connection)), expected);
        };
        check(&[]);
        put(&store, 1, "a");
        put(&store, 2, "b");
        check(&["a", "b"]);
        let mut work = |old: &dyn Reader| {
            // While somebody reads: the first changes in its place, and a third comes after the others.
            put(&store, 1, "c");
            put(&store, 3, "d");
            check(&["c", "b", "d"]);
            assert_eq!(titles(old), ["a", "b"]);
            Ok(())
        };
        store.read(&mut work).unwrap();
        check(&["c", "b", "d"]);
        std::fs::remove_dir_all(folder).unwrap();
    }

    /// As a backup on a disc or behind a write lock is read. The folder's name holds what would mean something in an address.
    #[test]
    fn a_store_on_an_unchanging_medium_is_read() {
        let folder = std::env::temp_dir().join(format!("mirqab-unchanging-{}-?#%41", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("mirqab.sqlite");
        drop(Sqlite::open(&path, None, true).unwrap());
        let store = Sqlite::read_from(Place { path, medium: Medium::Unchanging }).unwrap();
        let mut size = None;
        store
            .read(&mut |reader| {
                size = Some(reader.log_size()?);
                Ok(())
            })
            .unwrap();
        assert_eq!(size, Some(0));
        let written = store.write(&mut |writer| Ok(writer.clear_models()?));
        assert_eq!(written.unwrap_err().broken(), Some(Broken::ReadOnly));
        std::fs::remove_dir_all(folder).unwrap();
    }
}

//! Writing, within one transaction.

use super::broken;
use super::read::{GROUP_COLUMNS, Read};
use anyhow::{Result, anyhow};
use mirqab_app::anchors::{Anchor, Question};
use mirqab_app::contact::{CodeHash, Message};
use mirqab_app::rows::{DayCount, IncidentFilter, IncidentRow, Page, Received, ReportFilter, ReportRow, Spot};
use mirqab_app::witnesses::Cosignature;
use mirqab_app::{Reader, StoredEntry, Writer, fold};
use mirqab_domain::procedure::State;
use mirqab_domain::report::Side;
use mirqab_domain::{Room, Subject};
use mirqab_ledger::{Checkpoint, Frontier, Hash, NodeSource, Signer, frontier_at};
use mirqab_record::{Entry, EntryId, Group};
use mirqab_vocabulary::{BlobId, Code, Coordinates, IncidentId, Instant, Interval, LocalDay, ReportId};
use rusqlite::{Connection, Params, params};

/// A writing transaction, with the tree as it grows in it.
pub(super) struct Write<'a> {
    pub read: Read<'a>,
    pub frontier: Frontier,
}

/// The right edge of the tree, read from its nodes.
pub(super) fn frontier(connection: &Connection) -> Result<Frontier> {
    struct Nodes<'a>(Read<'a>);
    impl NodeSource for Nodes<'_> {
        type Error = anyhow::Error;
        fn node(&self, level: u8, index: u64) -> Result<Hash> {
            self.0.node(level, index)
        }
    }
    let nodes = Nodes(Read::of(connection));
    let size = nodes.0.log_size()?;
    frontier_at(&nodes, size)
}

/// Signs the tree, with the newest key first, and keeps the checkpoint.
pub(super) fn checkpoint(connection: &Connection, origin: &str, signers: &[Signer], frontier: &Frontier) -> Result<()> {
    let checkpoint = Checkpoint { origin: origin.to_owned(), size: frontier.size(), root: frontier.root() };
    let text = checkpoint.text();
    let mut note = format!("{text}\n");
    for signer in signers {
        // Each key's line alone, behind those before it.
        note.push_str(signer.sign(&text)?.strip_prefix(&format!("{text}\n")).unwrap_or_default());
    }
    run(connection, "INSERT INTO checkpoints (size, note) VALUES (?, ?)", params![checkpoint.size.cast_signed(), note])
}

fn run(connection: &Connection, sql: &str, values: impl Params) -> Result<()> {
    connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values)).map_err(broken)?;
    Ok(())
}

impl Write<'_> {
    /// Puts a row in the place of what it was before something was erased: keys and words too.
    fn rewrite_report(&self, row: &ReportRow, words: &str) -> Result<()> {
        self.run(
            "UPDATE reports SET digest = ?, lat_udeg = ?, lon_udeg = ?, radius_m = ?, data = ? WHERE id = ?",
            params![
                row.digest,
                row.area.map(|(at, _)| at.lat_udeg()),
                row.area.map(|(at, _)| at.lon_udeg()),
                row.area.map(|(_, radius_m)| radius_m),
                serde_json::to_string(row)?,
                row.id.as_str()
            ],
        )?;
        let number = "SELECT number FROM reports WHERE id = ?";
        let number = self.read.one(number, [row.id.as_str()], |row| row.get::<_, i64>(0))?;
        self.run("DELETE FROM report_words WHERE rowid = ?", params![number])?;
        let stems = stems(row, words);
        self.run("INSERT INTO report_words (rowid, words) VALUES (?, ?)", params![number, stems])
    }

    fn run(&self, sql: &str, values: impl Params) -> Result<()> {
        run(self.read.connection, sql, values)
    }
}

/// What a report is found by.
fn stems(row: &ReportRow, words: &str) -> String {
    let place = row.place.as_deref().unwrap_or_default();
    fold::words(&format!("{words} {place} {}", row.source))
}

impl Writer for Write<'_> {
    fn as_reader(&self) -> &dyn Reader {
        &self.read
    }

    fn append(&mut self, entry: &Entry) -> Result<u64> {
        let position = self.frontier.size();
        let payload = |group: Group| {
            let payload = entry.payloads.iter().find(|payload| payload.group == group)?;
            Some([payload.salt.as_slice(), &payload.bytes].concat())
        };
        let groups: Vec<Option<Vec<u8>>> = Group::ALL.iter().map(|group| payload(*group)).collect();
        let [exact, identity, open, words] = groups.as_slice() else { return Err(anyhow!("a group without a column")) };
        self.run(
            &format!("INSERT INTO entries (position, room, subject, envelope, {GROUP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
            params![
                position.cast_signed(),
                entry.envelope.subject.room.code(),
                entry.envelope.subject.id,
                entry.bytes,
                exact,
                identity,
                open,
                words
            ],
        )?;
        for node in self.frontier.append(&entry.bytes) {
            let values = params![node.level, node.index.cast_signed(), node.hash.0];
            self.run("INSERT INTO nodes (level, idx, hash) VALUES (?, ?, ?)", values)?;
        }
        Ok(position)
    }

    fn put_state(&mut self, subject: &Subject, state: &State, entry: EntryId, position: u64) -> Result<()> {
        self.run(
            "INSERT INTO subjects (room, id, state, last_entry, first_position, last_position) VALUES (?1, ?2, ?3, ?4, ?5, ?5)
             ON CONFLICT (room, id) DO UPDATE SET state = excluded.state, last_entry = excluded.last_entry,
             last_position = excluded.last_position",
            params![
                subject.room.code(),
                subject.id,
                serde_json::to_string(state)?,
                entry.as_str(),
                position.cast_signed()
            ],
        )
    }

    fn put_report(&mut self, row: &ReportRow, words: &str) -> Result<()> {
        let known = self.read.report(row.id)?.is_some();
        if known && row.erased {
            return self.rewrite_report(row, words);
        }
        if known {
            // What a report says never changes, so neither do its words and its keys.
            return self.run(
                "UPDATE reports SET data = ? WHERE id = ?",
                params![serde_json::to_string(row)?, row.id.as_str()],
            );
        }
        self.run(
            "INSERT INTO reports (id, digest, received_at, occurred_from, occurred_to, kind, channel, reported_by, author,
              lat_udeg, lon_udeg, radius_m, data)
             VALUES (?1, CASE WHEN EXISTS (SELECT 1 FROM reports WHERE digest = ?2) THEN ?2 || ' ' || ?1 ELSE ?2 END,
              ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            params![
                row.id.as_str(),
                // Two reports that differed in what was erased of both are alike when the log is replayed, until their tombstones come.
                row.digest,
                row.received_at.unix_s(),
                row.occurred.from().unix_s(),
                row.occurred.to().unix_s(),
                row.kind.code(),
                row.channel.code(),
                row.reported_by.as_ref().map(|party| party.as_str()),
                row.author.as_str(),
                row.area.map(|(at, _)| at.lat_udeg()),
                row.area.map(|(at, _)| at.lon_udeg()),
                row.area.map(|(_, radius_m)| radius_m),
                serde_json::to_string(row)?
            ],
        )?;
        let number = self.read.connection.last_insert_rowid();
        self.run("INSERT INTO report_words (rowid, words) VALUES (?, ?)", params![number, stems(row, words)])
    }

    fn put_incident(&mut self, row: &IncidentRow, reports: &[ReportId]) -> Result<()> {
        let occurred = row.occurred;
        self.run(
            "INSERT OR REPLACE INTO incidents
             (id, occurred_from, occurred_to, kind, handling, merged, published, verified, due, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            params![
                row.id.as_str(),
                occurred.map_or(0, |occurred| occurred.from().unix_s()),
                occurred.map_or(0, |occurred| occurred.to().unix_s()),
                row.kind.code(),
                row.handling,
                row.merged_into.is_some(),
                row.published.is_some(),
                row.published.as_ref().is_some_and(|axes| axes.occurrence.is_verified()),
                row.due.map(|due| due.unix_s()),
                serde_json::to_string(row)?
            ],
        )?;
        let before = "SELECT report FROM links WHERE incident = ? ORDER BY report";
        let before: Vec<String> = self.read.all(before, [row.id.as_str()], |row| row.get(0))?;
        let mut after: Vec<&str> = reports.iter().map(|report| report.as_str()).collect();
        after.sort_unstable();
        if before == after {
            return Ok(());
        }
        self.run("DELETE FROM links WHERE incident = ?", [row.id.as_str()])?;
        for report in &after {
            self.run("INSERT INTO links (incident, report) VALUES (?, ?)", [row.id.as_str(), report])?;
        }
        for report in before.iter().map(String::as_str).chain(after) {
            let sql = "UPDATE reports SET linked = EXISTS (SELECT 1 FROM links WHERE links.report = ?1) WHERE id = ?1";
            self.run(sql, [report])?;
        }
        Ok(())
    }

    fn put_blob(&mut self, id: &BlobId, bytes: &[u8]) -> Result<()> {
        self.run("INSERT INTO blobs (id, bytes) VALUES (?, ?) ON CONFLICT (id) DO NOTHING", params![id.as_str(), bytes])
    }

    fn put_contact(&mut self, report: ReportId, code: &CodeHash) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO contacts (report, code) VALUES (?, ?)",
            params![report.as_str(), code.as_slice()],
        )
    }

    fn put_message(&mut self, report: ReportId, side: Side, day: LocalDay, text: &str, recorded: bool) -> Result<()> {
        self.run(
            "INSERT INTO messages (report, side, day, text, recorded) VALUES (?, ?, ?, ?, ?)",
            params![report.as_str(), side.code(), day.to_string(), text, recorded],
        )
    }

    fn message_recorded(&mut self, number: u64) -> Result<()> {
        self.run("UPDATE messages SET recorded = 1 WHERE number = ?", [number.cast_signed()])
    }

    fn end_contact(&mut self, report: ReportId) -> Result<()> {
        self.run("DELETE FROM contacts WHERE report = ?", [report.as_str()])?;
        self.run("DELETE FROM messages WHERE report = ?", [report.as_str()])
    }

    fn destroy(&mut self, entries: &[u64], groups: &[Group], originals: &[BlobId]) -> Result<()> {
        for group in groups {
            // A group's column has its code as its name.
            let sql = format!("UPDATE entries SET {} = NULL WHERE position = ?", group.code());
            for position in entries {
                self.run(&sql, [position.cast_signed()])?;
            }
        }
        for id in originals {
            self.run("DELETE FROM blobs WHERE id = ?", [id.as_str()])?;
        }
        // ORDER: in the same transaction. Whoever finds this at the start finishes what was begun.
        self.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('scrub', 'due')", [])
    }

    fn put_cosignature(&mut self, one: &Cosignature) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO cosignatures (size, witness, time, line) VALUES (?, ?, ?, ?)",
            params![one.size.cast_signed(), one.witness, one.time.cast_signed(), one.line],
        )
    }

    fn put_anchor(&mut self, one: &Anchor) -> Result<()> {
        self.run(
            "INSERT OR IGNORE INTO anchors (size, certificate, at, before, by, authority, token) VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![one.size.cast_signed(), one.certificate, one.at, one.before, one.by, one.authority, one.token],
        )
    }

    fn put_anchor_question(&mut self, one: &Question) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO anchor_questions (nonce, size, authority, since, tries, tried, trouble) VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![
                one.nonce,
                one.size.cast_signed(),
                one.authority,
                one.since.unix_s(),
                one.tries,
                one.tried.map_or(0, Instant::unix_s),
                one.trouble
            ],
        )
    }

    fn drop_anchor_question(&mut self, nonce: &[u8; 8]) -> Result<()> {
        self.run("DELETE FROM anchor_questions WHERE nonce = ?", [nonce.as_slice()])
    }

    fn clear_models(&mut self) -> Result<()> {
        for table in ["subjects", "reports", "report_words", "incidents", "links"] {
            self.run(&format!("DELETE FROM {table}"), [])?;
        }
        Ok(())
    }
}

/// A writer reads its own writes.
macro_rules! forwarded {
    ($($name:ident($($argument:ident: $kind:ty),*) -> $answer:ty;)+) => {
        impl Reader for Write<'_> { $(
            fn $name(&self, $($argument: $kind),*) -> Result<$answer> { self.read.$name($($argument),*) }
        )+ }
    };
}
forwarded! {
    log_size() -> u64;
    entries(from: u64, most: u32) -> Vec<StoredEntry>;
    entries_about(subject: &Subject) -> Vec<StoredEntry>;
    answers() -> Vec<u64>;
    node(level: u8, index: u64) -> Hash;
    checkpoint() -> Option<String>;
    checkpoint_of(size: u64) -> Option<String>;
    cosigned(most: u64, each: &mut dyn FnMut(Cosignature) -> bool) -> ();
    anchored(most: u64, each: &mut dyn FnMut(Anchor) -> bool) -> ();
    anchor_questions() -> Vec<Question>;
    last_entry(subject: &Subject) -> Option<EntryId>;
    position_of(subject: &Subject) -> Option<u64>;
    state(subject: &Subject) -> Option<State>;
    states(room: Room) -> Vec<State>;
    each_state(room: Room, each: &mut dyn FnMut(&State)) -> ();
    reports(filter: &ReportFilter, page: Page) -> (Vec<ReportRow>, u64);
    spots(began: Interval, corners: Option<(Coordinates, Coordinates)>) -> Vec<Spot>;
    incidents(filter: &IncidentFilter, page: Page) -> (Vec<IncidentRow>, u64);
    incident(id: IncidentId) -> Option<IncidentRow>;
    report(id: ReportId) -> Option<ReportRow>;
    incidents_of(report: ReportId) -> Vec<IncidentId>;
    report_by_digest(digest: &str) -> Option<ReportId>;
    per_day(days: &[Interval]) -> Vec<DayCount>;
    per_handling() -> Vec<(String, u64)>;
    overdue(now: Instant) -> u64;
    received(during: Interval) -> Vec<Received>;
    protected() -> Vec<Subject>;
    naming(original: &BlobId) -> Vec<Subject>;
    contact(code: &CodeHash) -> Option<ReportId>;
    messages(report: ReportId) -> Vec<Message>;
    blob(id: &BlobId) -> Option<Vec<u8>>;
}

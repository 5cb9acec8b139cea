//! Reading.

use super::broken;
use super::known::Known;
use anyhow::{Context, Result, anyhow};
use mirqab_app::anchors::{Anchor, Question};
use mirqab_app::contact::{CodeHash, Message};
use mirqab_app::rows::{DayCount, IncidentFilter, IncidentRow, Order, Page, Received, ReportFilter, ReportRow, Spot};
use mirqab_app::witnesses::Cosignature;
use mirqab_app::{Reader, StoredEntry, fold};
use mirqab_domain::procedure::State;
use mirqab_domain::report::{Channel, Side};
use mirqab_domain::{Room, Subject};
use mirqab_ledger::Hash;
use mirqab_record::{EntryId, Group, Payload};
use mirqab_vocabulary::{BlobId, Code, Coordinates, IncidentId, Instant, Interval, LocalDay, PartyCode, ReportId};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter};
use serde::de::DeserializeOwned;

/// A connection, within a transaction.
pub(super) struct Read<'a> {
    pub connection: &'a Connection,
    /// What was computed from the read models before, and the position of the log that this transaction sees.
    pub known: Option<(&'a Known, u64)>,
}

impl<'a> Read<'a> {
    /// Without a memory: within a writing transaction, rows change while the log's size is not yet anybody's.
    pub fn of(connection: &'a Connection) -> Self {
        Self { connection, known: None }
    }

    /// What `compute` gives, or gave before at this position of the log.
    fn known<T: Clone + Send + Sync + 'static>(&self, key: String, compute: impl FnOnce() -> Result<T>) -> Result<T> {
        match self.known {
            Some((known, position)) => known.at(position, key, compute),
            None => compute(),
        }
    }
}

/// The longest slice of a list that is kept for the next reader.
const KEPT_ROWS: u32 = 100;
/// The column of each disclosure group, in the order of `Group::ALL`.
pub(super) const GROUP_COLUMNS: &str = "exact, identity, open, words";

fn entry(row: &Row<'_>) -> rusqlite::Result<StoredEntry> {
    let mut payloads = Vec::new();
    for (index, group) in Group::ALL.iter().enumerate() {
        let Some(bytes) = row.get::<_, Option<Vec<u8>>>(2 + index)? else { continue };
        // A shorter one was damaged; `check` will find that it does not match its commitment.
        let (salt, rest) = bytes.split_at(bytes.len().min(32));
        let mut fixed = [0; 32];
        fixed[..salt.len()].copy_from_slice(salt);
        payloads.push(Payload { group: *group, salt: fixed, bytes: rest.to_vec() });
    }
    Ok(StoredEntry { position: row.get::<_, i64>(0)?.cast_unsigned(), bytes: row.get(1)?, payloads })
}

/// Conditions and their values, joined by AND.
#[derive(Default)]
struct Where {
    sql: String,
    values: Vec<Value>,
}

impl Where {
    fn only(&mut self, condition: &str) {
        self.sql.push_str(if self.sql.is_empty() { " WHERE " } else { " AND " });
        self.sql.push_str(condition);
    }
    fn and(&mut self, condition: &str, value: impl Into<Value>) {
        self.only(condition);
        self.values.push(value.into());
    }
    fn overlaps(&mut self, during: Option<Interval>) {
        if let Some(during) = during {
            self.and("occurred_from <= ?", during.to().unix_s());
            self.and("occurred_to >= ?", during.from().unix_s());
        }
    }
}

impl Read<'_> {
    /// A folder of an earlier form that nobody has written to since has no table for time stamps.
    fn knows_anchors(&self) -> Result<bool> {
        let sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'anchor_questions'";
        Ok(self.one(sql, [], |_| Ok(()))?.is_some())
    }

    pub(super) fn one<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        self.connection
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_row(values, map).optional())
            .map_err(broken)
    }

    pub(super) fn all<T>(
        &self,
        sql: &str,
        values: impl rusqlite::Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql).map_err(broken)?;
        let rows = statement.query_map(values, map).map_err(broken)?;
        rows.collect::<rusqlite::Result<_>>().map_err(broken)
    }

    /// The states of a room's subjects that have entries from a position on, or of all, each with the position of its first entry; in the
    /// order of these.
    fn changed(&self, room: Room, since: Option<u64>) -> Result<Vec<(i64, State)>> {
        // The plus keeps the planner on the few newest entries, away from all those of the room.
        let newer = "AND id IN (SELECT subject FROM entries WHERE position >= ?2 AND +room = ?1)";
        let newer = if since.is_some() { newer } else { "AND ?2 = 0" };
        let sql = format!("SELECT first_position, state FROM subjects WHERE room = ?1 {newer} ORDER BY first_position");
        let values = params![room.code(), since.unwrap_or(0).cast_signed()];
        let texts = self.all(&sql, values, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        texts.iter().map(|(first, text)| Ok((*first, parsed(text)?))).collect()
    }

    /// A slice of a table's rows, and how many fit the filter in all.
    fn slice<T: DeserializeOwned + Clone + Send + Sync + 'static>(
        &self,
        table: &str,
        filter: &Where,
        order: &str,
        page: Page,
    ) -> Result<(Vec<T>, u64)> {
        let values = || params_from_iter(filter.values.iter());
        let count = format!("SELECT count(*) FROM {table}{}", filter.sql);
        let total = self
            .known(format!("{count} {:?}", filter.values), || self.one(&count, values(), |row| row.get::<_, i64>(0)))?;
        let sql = format!(
            "SELECT data FROM {table}{} ORDER BY {order} LIMIT {} OFFSET {}",
            filter.sql, page.limit, page.offset
        );
        let rows = || {
            let rows = self.all(&sql, values(), |row| row.get::<_, String>(0))?;
            rows.iter().map(|data| parsed(data)).collect::<Result<Vec<T>>>()
        };
        // What fills a page is kept; what fills a file or a period's figures is not.
        let rows = match page.limit {
            0..=KEPT_ROWS => self.known(format!("{sql} {:?}", filter.values), rows)?,
            _ => rows()?,
        };
        Ok((rows, total.unwrap_or(0).cast_unsigned()))
    }
}

fn parsed<T: DeserializeOwned>(data: &str) -> Result<T> {
    // What serde says may quote the row, and this may end up in a log.
    serde_json::from_str(data).map_err(|error| {
        anyhow!(
            "a read model does not fit this program ({:?} at {}): run `mirqab rebuild`",
            error.classify(),
            error.column()
        )
    })
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T>
where
    T::Err: std::error::Error + Send + Sync + 'static,
{
    text.parse().context("a read model holds what is not an id: run `mirqab rebuild`")
}

impl Reader for Read<'_> {
    fn log_size(&self) -> Result<u64> {
        let last = self.one("SELECT max(position) FROM entries", [], |row| row.get::<_, Option<i64>>(0))?;
        Ok(last.flatten().map_or(0, |last| last.cast_unsigned() + 1))
    }

    fn entries(&self, from: u64, most: u32) -> Result<Vec<StoredEntry>> {
        let sql = format!(
            "SELECT position, envelope, {GROUP_COLUMNS} FROM entries WHERE position >= ? ORDER BY position LIMIT ?"
        );
        self.all(&sql, params![from.cast_signed(), most], entry)
    }

    fn entries_about(&self, subject: &Subject) -> Result<Vec<StoredEntry>> {
        let sql = format!(
            "SELECT position, envelope, {GROUP_COLUMNS} FROM entries WHERE room = ? AND subject = ? ORDER BY position"
        );
        self.all(&sql, params![subject.room.code(), subject.id], entry)
    }

    fn answers(&self) -> Result<Vec<u64>> {
        // The condition is the index's own, word for word. Left to itself the planner goes through all entries of the room.
        let sql = "SELECT position FROM entries INDEXED BY entries_answers WHERE room = 'incident' \
                   AND (instr(CAST(envelope AS TEXT), '_judged/1\"') > 0 \
                   OR instr(CAST(envelope AS TEXT), '/unlinked/1\"') > 0) ORDER BY position";
        self.known("answers".to_owned(), || self.all(sql, [], |row| Ok(row.get::<_, i64>(0)?.cast_unsigned())))
    }

    fn node(&self, level: u8, index: u64) -> Result<Hash> {
        let hash = self.one(
            "SELECT hash FROM nodes WHERE level = ? AND idx = ?",
            params![level, index.cast_signed()],
            |row| row.get::<_, [u8; 32]>(0),
        )?;
        hash.map(Hash).ok_or_else(|| anyhow!("the tree has no node {index} at level {level}"))
    }

    fn checkpoint(&self) -> Result<Option<String>> {
        self.one("SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1", [], |row| row.get(0))
    }

    fn checkpoint_of(&self, size: u64) -> Result<Option<String>> {
        self.one("SELECT note FROM checkpoints WHERE size = ?", [size.cast_signed()], |row| row.get(0))
    }

    fn cosigned(&self, most: u64, each: &mut dyn FnMut(Cosignature) -> bool) -> Result<()> {
        // A folder of the first form that nobody has written to since has no such table.
        let form: i64 = self.connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(broken)?;
        if form < 2 {
            return Ok(());
        }
        let sql = "SELECT size, witness, time, line FROM cosignatures WHERE size <= ? ORDER BY size DESC, witness";
        let mut statement = self.connection.prepare_cached(sql).map_err(broken)?;
        let mut rows = statement.query([i64::try_from(most).unwrap_or(i64::MAX)]).map_err(broken)?;
        while let Some(row) = rows.next().map_err(broken)? {
            let one = |row: &Row<'_>| {
                Ok(Cosignature {
                    size: row.get::<_, i64>(0)?.cast_unsigned(),
                    witness: row.get(1)?,
                    time: row.get::<_, i64>(2)?.cast_unsigned(),
                    line: row.get(3)?,
                })
            };
            if !each(one(row).map_err(broken)?) {
                break;
            }
        }
        Ok(())
    }

    fn anchored(&self, most: u64, each: &mut dyn FnMut(Anchor) -> bool) -> Result<()> {
        if !self.knows_anchors()? {
            return Ok(());
        }
        let sql = "SELECT size, certificate, at, before, by, authority, token FROM anchors WHERE size <= ? ORDER BY size DESC, rowid";
        let mut statement = self.connection.prepare_cached(sql).map_err(broken)?;
        let mut rows = statement.query([i64::try_from(most).unwrap_or(i64::MAX)]).map_err(broken)?;
        while let Some(row) = rows.next().map_err(broken)? {
            let one = |row: &Row<'_>| {
                Ok(Anchor {
                    size: row.get::<_, i64>(0)?.cast_unsigned(),
                    certificate: row.get(1)?,
                    at: row.get(2)?,
                    before: row.get(3)?,
                    by: row.get(4)?,
                    authority: row.get(5)?,
                    token: row.get(6)?,
                })
            };
            if !each(one(row).map_err(broken)?) {
                break;
            }
        }
        Ok(())
    }

    fn anchor_questions(&self) -> Result<Vec<Question>> {
        if !self.knows_anchors()? {
            return Ok(Vec::new());
        }
        let sql =
            "SELECT nonce, size, authority, since, tries, tried, trouble FROM anchor_questions ORDER BY since, nonce";
        let mut statement = self.connection.prepare_cached(sql).map_err(broken)?;
        let mut rows = statement.query([]).map_err(broken)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(broken)? {
            let (since, tried): (i64, i64) = (row.get(3).map_err(broken)?, row.get(5).map_err(broken)?);
            let tried = if tried == 0 { None } else { Some(Instant::from_unix_s(tried)?) };
            found.push(Question {
                nonce: row.get(0).map_err(broken)?,
                size: row.get::<_, i64>(1).map_err(broken)?.cast_unsigned(),
                authority: row.get(2).map_err(broken)?,
                since: Instant::from_unix_s(since)?,
                tries: row.get(4).map_err(broken)?,
                tried,
                trouble: row.get(6).map_err(broken)?,
            });
        }
        Ok(found)
    }

    fn last_entry(&self, subject: &Subject) -> Result<Option<EntryId>> {
        let sql = "SELECT last_entry FROM subjects WHERE room = ? AND id = ?";
        let text = self.one(sql, params![subject.room.code(), subject.id], |row| row.get::<_, String>(0))?;
        text.map(|text| id(&text)).transpose()
    }

    fn position_of(&self, subject: &Subject) -> Result<Option<u64>> {
        let sql = "SELECT first_position FROM subjects WHERE room = ? AND id = ?";
        let position = self.one(sql, params![subject.room.code(), subject.id], |row| row.get::<_, i64>(0))?;
        Ok(position.map(i64::cast_unsigned))
    }

    fn state(&self, subject: &Subject) -> Result<Option<State>> {
        let sql = "SELECT state FROM subjects WHERE room = ? AND id = ?";
        let text = self.one(sql, params![subject.room.code(), subject.id], |row| row.get::<_, String>(0))?;
        text.map(|text| parsed(&text)).transpose()
    }

    fn states(&self, room: Room) -> Result<Vec<State>> {
        let mut states = Vec::new();
        self.each_state(room, &mut |state| states.push(state.clone()))?;
        Ok(states)
    }

    fn each_state(&self, room: Room, each: &mut dyn FnMut(&State)) -> Result<()> {
        match self.known {
            Some((known, position)) => {
                let states = known.room(position, room, |since| self.changed(room, since))?;
                states.values().for_each(|state| each(state));
            }
            None => self.changed(room, None)?.iter().for_each(|(_, state)| each(state)),
        }
        Ok(())
    }

    fn reports(&self, filter: &ReportFilter, page: Page) -> Result<(Vec<ReportRow>, u64)> {
        let mut conditions = Where::default();
        conditions.overlaps(filter.occurred);
        if let Some(received) = filter.received {
            conditions.and("received_at >= ?", received.from().unix_s());
            conditions.and("received_at <= ?", received.to().unix_s());
        }
        if let Some(kind) = filter.kind {
            conditions.and("kind = ?", kind.code().to_owned());
        }
        if let Some(channel) = filter.channel {
            conditions.and("channel = ?", channel.code().to_owned());
        }
        if let Some(party) = &filter.reported_by {
            conditions.and("reported_by = ?", party.as_str().to_owned());
        }
        if let Some(author) = filter.author {
            conditions.and("author = ?", author.to_string());
        }
        if filter.unlinked {
            conditions.only("linked = 0");
        }
        let words = filter.words.as_deref().map(fold::query).filter(|query| !query.is_empty());
        if let Some(query) = words {
            conditions.and("number IN (SELECT rowid FROM report_words WHERE report_words MATCH ?)", query);
        }
        if !filter.except.is_empty() {
            let ids = serde_json::to_string(&filter.except)?;
            conditions.and("id NOT IN (SELECT value FROM json_each(?))", ids);
        }
        let order = if filter.occurred.is_some() { "occurred_from DESC, id DESC" } else { "received_at DESC, id DESC" };
        self.slice("reports", &conditions, order, page)
    }

    fn spots(&self, began: Interval, corners: Option<(Coordinates, Coordinates)>) -> Result<Vec<Spot>> {
        let around = match corners {
            Some(_) => " AND (lat_udeg IS NULL OR (lat_udeg BETWEEN ?3 AND ?4 AND lon_udeg BETWEEN ?5 AND ?6))",
            None => " AND ?3 IS ?4 AND ?5 IS ?6",
        };
        let sql = format!(
            "SELECT id, occurred_from, occurred_to, lat_udeg, lon_udeg, radius_m FROM reports INDEXED BY reports_near
             WHERE occurred_from BETWEEN ?1 AND ?2{around}"
        );
        let side = |side: fn((Coordinates, Coordinates)) -> i32| corners.map(side);
        let values = params![
            began.from().unix_s(),
            began.to().unix_s(),
            side(|(low, _)| low.lat_udeg()),
            side(|(_, high)| high.lat_udeg()),
            side(|(low, _)| low.lon_udeg()),
            side(|(_, high)| high.lon_udeg()),
        ];
        type Found = (String, i64, i64, Option<i32>, Option<i32>, Option<u32>);
        let rows = self.all(&sql, values, |row| -> rusqlite::Result<Found> {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        })?;
        let spot = |(text, from, to, lat, lon, radius_m): Found| {
            let area = match (lat, lon, radius_m) {
                (Some(lat), Some(lon), Some(radius_m)) => Some((Coordinates::new(lat, lon)?, radius_m)),
                _ => None,
            };
            let occurred = Interval::new(Instant::from_unix_s(from)?, Instant::from_unix_s(to)?)?;
            Ok(Spot { id: id(&text)?, occurred, area })
        };
        rows.into_iter().map(spot).collect()
    }

    fn incidents(&self, filter: &IncidentFilter, page: Page) -> Result<(Vec<IncidentRow>, u64)> {
        let mut conditions = Where::default();
        if !filter.merged {
            conditions.only("merged = 0");
        }
        conditions.overlaps(filter.occurred);
        if let Some(began) = filter.began {
            conditions.and("occurred_from >= ?", began.from().unix_s());
            conditions.and("occurred_from <= ?", began.to().unix_s());
        }
        if let Some(kind) = filter.kind {
            conditions.and("kind = ?", kind.code().to_owned());
        }
        if let Some(handling) = &filter.handling {
            conditions.and("handling = ?", handling.clone());
        }
        if filter.published {
            conditions.only("published = 1");
        }
        if filter.order == Order::Due {
            conditions.only("due IS NOT NULL");
        }
        let order = match filter.order {
            Order::Newest => "occurred_from DESC, id DESC",
            Order::Due => "due, id",
        };
        // SQLite knows no statistics here and would take any index that begins with `merged`: the right one is named.
        let table = match filter {
            IncidentFilter { merged: true, .. } => "incidents",
            IncidentFilter { order: Order::Due, .. } => "incidents INDEXED BY incidents_due",
            IncidentFilter { published: true, .. } => "incidents INDEXED BY incidents_published",
            IncidentFilter { handling: Some(_), .. } => "incidents INDEXED BY incidents_handling",
            _ => "incidents INDEXED BY incidents_occurred",
        };
        self.slice(table, &conditions, order, page)
    }

    fn incident(&self, id: IncidentId) -> Result<Option<IncidentRow>> {
        let data = self.one("SELECT data FROM incidents WHERE id = ?", [id.as_str()], |row| row.get::<_, String>(0))?;
        data.map(|data| parsed(&data)).transpose()
    }

    fn report(&self, id: ReportId) -> Result<Option<ReportRow>> {
        let data = self.one("SELECT data FROM reports WHERE id = ?", [id.as_str()], |row| row.get::<_, String>(0))?;
        data.map(|data| parsed(&data)).transpose()
    }

    fn incidents_of(&self, report: ReportId) -> Result<Vec<IncidentId>> {
        let ids =
            self.all("SELECT incident FROM links WHERE report = ? ORDER BY incident", [report.as_str()], |row| {
                row.get::<_, String>(0)
            })?;
        ids.iter().map(|text| id(text)).collect()
    }

    fn report_by_digest(&self, digest: &str) -> Result<Option<ReportId>> {
        let text = self.one("SELECT id FROM reports WHERE digest = ?", [digest], |row| row.get::<_, String>(0))?;
        text.map(|text| id(&text)).transpose()
    }

    fn per_day(&self, days: &[Interval]) -> Result<Vec<DayCount>> {
        let count = |sql: &str, day: &Interval| {
            let number = self.one(sql, [day.from().unix_s(), day.to().unix_s()], |row| row.get::<_, i64>(0))?;
            Ok::<_, anyhow::Error>(number.unwrap_or(0).cast_unsigned())
        };
        let each = days.iter().map(|day| {
            Ok(DayCount {
                reports: count("SELECT count(*) FROM reports WHERE received_at BETWEEN ? AND ?", day)?,
                incidents: count("SELECT count(*) FROM incidents WHERE merged = 0 AND occurred_from BETWEEN ? AND ?", day)?,
                verified: count(
                    "SELECT count(*) FROM incidents INDEXED BY incidents_published WHERE merged = 0 AND published = 1 AND occurred_from BETWEEN ? AND ? AND verified = 1",
                    day,
                )?,
            })
        });
        self.known(format!("per_day {days:?}"), || each.collect())
    }

    fn received(&self, during: Interval) -> Result<Vec<Received>> {
        let sql = "SELECT channel, reported_by, count(*) FROM reports WHERE received_at BETWEEN ? AND ?
                   GROUP BY channel, reported_by ORDER BY channel, reported_by";
        let span = [during.from().unix_s(), during.to().unix_s()];
        let rows = self.all(sql, span, |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, i64>(2)?.cast_unsigned()))
        })?;
        let each = rows.into_iter().map(|(channel, party, number)| {
            Ok(Received {
                channel: Channel::from_code(&channel).context("a read model holds no channel: run `mirqab rebuild`")?,
                reported_by: party.map(|party| PartyCode::parse(&party)).transpose()?,
                number,
            })
        });
        each.collect()
    }

    fn per_handling(&self) -> Result<Vec<(String, u64)>> {
        let sql = "SELECT handling, count(*) FROM incidents WHERE merged = 0 GROUP BY handling ORDER BY handling";
        self.known(sql.to_owned(), || self.all(sql, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned()))))
    }

    fn overdue(&self, now: Instant) -> Result<u64> {
        let sql =
            "SELECT count(*) FROM incidents INDEXED BY incidents_due WHERE merged = 0 AND due IS NOT NULL AND due < ?";
        let number = self.one(sql, [now.unix_s()], |row| row.get::<_, i64>(0))?;
        Ok(number.unwrap_or(0).cast_unsigned())
    }

    fn protected(&self) -> Result<Vec<Subject>> {
        // The conditions are the indexes' own, word for word.
        let of_reports = "SELECT DISTINCT subject FROM entries INDEXED BY entries_protection WHERE room = 'report' \
                   AND (instr(CAST(envelope AS TEXT), '/opening_requested/1\"') > 0 \
                   OR instr(CAST(envelope AS TEXT), '/erasure_proposed/1\"') > 0) ORDER BY position";
        let of_cases = "SELECT DISTINCT subject FROM entries INDEXED BY entries_evidence_protection WHERE room = 'verification' \
                   AND (instr(CAST(envelope AS TEXT), '/witness_opening_requested/1\"') > 0 \
                   OR instr(CAST(envelope AS TEXT), '/evidence_erasure_proposed/1\"') > 0) ORDER BY position";
        let mut found = Vec::new();
        for (room, sql) in [(Room::Report, of_reports), (Room::Verification, of_cases)] {
            let key = format!("protected {}", room.code());
            let ids = self.known(key, || self.all(sql, [], |row| row.get::<_, String>(0)))?;
            found.extend(ids.iter().map(|id| Subject { room, id: id.clone() }));
        }
        Ok(found)
    }

    fn naming(&self, original: &BlobId) -> Result<Vec<Subject>> {
        let sql = "SELECT room, id FROM subjects WHERE instr(state, ?) > 0";
        let found =
            self.all(sql, [original.as_str()], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let subject = |(room, id): (String, String)| {
            let room = Room::from_code(&room).context("a read model holds no room: run `mirqab rebuild`")?;
            Ok(Subject { room, id })
        };
        found.into_iter().map(subject).collect()
    }

    fn contact(&self, code: &CodeHash) -> Result<Option<ReportId>> {
        let text =
            self.one("SELECT report FROM contacts WHERE code = ?", [code.as_slice()], |row| row.get::<_, String>(0))?;
        text.map(|text| id(&text)).transpose()
    }

    fn messages(&self, report: ReportId) -> Result<Vec<Message>> {
        let sql = "SELECT number, side, day, text, recorded FROM messages WHERE report = ? ORDER BY number";
        let rows = self.all(sql, [report.as_str()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?, row.get(4)?))
        })?;
        let each = rows.into_iter().map(|(number, side, day, text, recorded)| {
            let side = if side == Side::Source.code() { Side::Source } else { Side::Mission };
            Ok(Message { number: number.cast_unsigned(), side, day: LocalDay::parse(&day)?, text, recorded })
        });
        each.collect()
    }

    fn blob(&self, id: &BlobId) -> Result<Option<Vec<u8>>> {
        self.one("SELECT bytes FROM blobs WHERE id = ?", [id.as_str()], |row| row.get(0))
    }
}

//! Rows of a file as reports: CSV and JSON Lines, read in pieces by several threads; every error of every row.

use crate::told::Cannot;
use anyhow::{Context, Result, bail};
use mirqab_analysis::linkage::{Evidence, Kind, Meant, Point, Reports, SourceKind, Symbol, Tally, Toll, Tongue, When};
use serde_json::Value;
use std::borrow::Cow;
use std::io::Read;
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// A value that cannot be read.
pub struct Wrong {
    pub row: usize,
    /// Empty where the whole row is meant.
    pub column: &'static str,
    pub value: String,
    /// A key of the catalogue: what it is not, and what it should be.
    pub what: &'static str,
}

impl Wrong {
    pub fn new(row: usize, column: &'static str, value: &str, what: &'static str) -> Self {
        Self { row, column, value: value.chars().take(60).collect(), what }
    }
}

/// Ids of reports, one after another as in the file.
#[derive(Default)]
pub struct Ids {
    text: String,
    ends: Vec<u32>,
    /// For each report, once they are arranged, its row in the file.
    rows: Vec<u32>,
}

impl Ids {
    fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u32);
    }
    pub fn get(&self, at: u32) -> &str {
        self.of_row(self.rows.get(at as usize).copied().unwrap_or(at))
    }
    /// The id in a row of the file, from 0 on.
    pub fn of_row(&self, row: u32) -> &str {
        let begin = if row == 0 { 0 } else { self.ends[row as usize - 1] as usize };
        &self.text[begin..self.ends[row as usize] as usize]
    }
    /// Takes note that reports have a new order.
    pub fn arranged(&mut self, rows: Vec<u32>) {
        self.rows = rows;
    }
    /// Reports, in the order of the file.
    pub fn in_file_order(&self) -> Vec<u32> {
        let mut out = vec![0; self.rows.len()];
        for (at, row) in self.rows.iter().enumerate() {
            out[*row as usize] = at as u32;
        }
        out
    }
    fn append(&mut self, others: &Self) {
        let base = self.text.len() as u32;
        self.text.push_str(&others.text);
        self.ends.extend(others.ends.iter().map(|end| end + base));
    }
}

/// What a file holds.
#[derive(Default)]
pub struct Sheet {
    /// The reports, one piece after another as in the file.
    pub pieces: Vec<Reports>,
    pub ids: Ids,
    pub wrong: Vec<Wrong>,
}

/// What a piece of a file holds.
#[derive(Default)]
struct Piece {
    reports: Reports,
    ids: Ids,
    wrong: Vec<Wrong>,
}

pub const COLUMNS: [&str; 23] = [
    "id",
    "source_id",
    "source_kind",
    "lat",
    "lon",
    "loc_prec_m",
    "t",
    "t_prec_s",
    "t_from",
    "t_to",
    "pub_t",
    "type",
    "count",
    "killed",
    "injured",
    "accused",
    "accuser",
    "weapon",
    "voice",
    "place",
    "lang",
    "text",
    "media",
];

/// Values of one row, by the order of [`COLUMNS`]; a missing one is empty.
struct Cells<'a> {
    row: usize,
    values: [Cow<'a, str>; COLUMNS.len()],
    area: Option<Point>,
}

/// Stands between several values of one cell.
const SEVERAL: &str = ";";

/// Bytes to a piece of work.
const PIECE: usize = 4 << 20;

/// Reads a file. What cannot be read at all is an error; what is wrong in single values is in the sheet.
pub fn read(path: &Path, threads: usize) -> Result<Sheet> {
    let name = path.display().to_string();
    let mut file = std::fs::File::open(path).with_context(|| name.clone())?;
    let lines = path.extension().is_some_and(|end| end == "jsonl" || end == "ndjson");
    let (mut carried, mut ended) = (Vec::new(), false);
    let mut next = |quoted: bool| -> Result<Option<Vec<u8>>> {
        loop {
            if let Some(cut) = cut(&carried, ended, quoted).filter(|_| ended || carried.len() >= PIECE) {
                let rest = carried.split_off(cut);
                return Ok(Some(std::mem::replace(&mut carried, rest)));
            }
            if ended {
                return Ok(None);
            }
            let before = carried.len();
            let read = (&mut file).take(PIECE as u64).read_to_end(&mut carried).with_context(|| name.clone())?;
            ended = read == 0;
            if before == 0 && carried.starts_with(b"\xEF\xBB\xBF") {
                carried.drain(..3);
            }
        }
    };
    let first = next(!lines)?.unwrap_or_default();
    let (places, begin) = if lines { (Vec::new(), 0) } else { header(&first, &name)? };
    let places = &places;
    // Pieces go to the workers in turn, and come back in turn: so the order is that of the file.
    let mut out = Sheet::default();
    let mut rows = if lines { 1 } else { 2 };
    std::thread::scope(|scope| -> Result<()> {
        let mut workers = Vec::new();
        for _ in 0..threads.max(1) {
            let (give, take) = sync_channel::<Vec<u8>>(1);
            let (back, done) = sync_channel::<Piece>(1);
            scope.spawn(move || {
                for piece in take {
                    let read = if lines { json_rows(&piece) } else { csv_rows(piece, places) };
                    if back.send(read).is_err() {
                        return;
                    }
                }
            });
            workers.push((give, done));
        }
        let mut piece = Some(first[begin..].to_vec());
        let (mut sent, mut taken) = (0, 0);
        loop {
            while sent - taken < workers.len() {
                let Some(bytes) = piece.take() else { break };
                if workers[sent % workers.len()].0.send(bytes).is_err() {
                    bail!("reading stopped");
                }
                sent += 1;
                piece = next(!lines)?;
            }
            if taken == sent {
                return Ok(());
            }
            let read = workers[taken % workers.len()].1.recv().context("reading stopped")?;
            taken += 1;
            let count = read.ids.ends.len();
            out.wrong.extend(read.wrong.into_iter().map(|one| Wrong { row: one.row + rows, ..one }));
            out.ids.append(&read.ids);
            out.pieces.push(read.reports);
            rows += count;
        }
    })?;
    twice(&mut out, if lines { 1 } else { 2 }, threads);
    Ok(out)
}

/// Where the last whole record of `bytes` ends.
fn cut(bytes: &[u8], ended: bool, quoted: bool) -> Option<usize> {
    if ended {
        return (!bytes.is_empty()).then_some(bytes.len());
    }
    let mut end = bytes.len();
    loop {
        let newline = bytes[..end].iter().rposition(|byte| *byte == b'\n')?;
        let quotes = if quoted { bytes[..newline].iter().filter(|byte| **byte == b'"').count() } else { 0 };
        if quotes % 2 == 0 {
            return Some(newline + 1);
        }
        end = newline;
    }
}

fn header(first: &[u8], name: &str) -> Result<(Vec<Option<usize>>, usize)> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(first);
    let mut record = csv::StringRecord::new();
    if !reader.read_record(&mut record).with_context(|| format!("{name}: the first row is not UTF-8 text"))? {
        bail!(Cannot::new("fuse-empty", &[("file", name)]));
    }
    let places: Vec<Option<usize>> =
        COLUMNS.iter().map(|column| record.iter().position(|own| own.trim() == *column)).collect();
    if places[0].is_none() {
        bail!(Cannot::new("fuse-no-id-column", &[("file", name), ("columns", &COLUMNS.join(", "))]));
    }
    Ok((places, reader.position().byte() as usize))
}

fn csv_rows(mut bytes: Vec<u8>, places: &[Option<usize>]) -> Piece {
    /// A row of its own, unless a quote before it stands open: the library takes all that follows into that cell, without a word.
    const END: &[u8] = b"\0";
    bytes.push(b'\n');
    bytes.extend(END);
    let mut out = Piece::default();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&bytes[..]);
    let mut raw = csv::ByteRecord::new();
    let mut begin = 0;
    loop {
        let row = out.ids.ends.len();
        let before = reader.position().byte() as usize;
        if !matches!(reader.read_byte_record(&mut raw), Ok(true)) {
            let opened = String::from_utf8_lossy(&bytes[begin..]).trim().replace('\n', " ");
            out.wrong.push(Wrong::new(row.saturating_sub(1), "", &opened, "fuse-row-unreadable"));
            return out;
        }
        begin = before;
        if raw.len() == 1 && &raw[0] == END {
            return out;
        }
        let value = |place: &Option<usize>| match place.and_then(|place| raw.get(place)) {
            // Checking alone is quicker than checking with a mind to mend.
            Some(bytes) => std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed),
            None => Cow::Borrowed(""),
        };
        let values = std::array::from_fn(|at| value(&places[at]));
        take(&mut out, &Cells { row, values, area: None });
    }
}

fn json_rows(bytes: &[u8]) -> Piece {
    let mut out = Piece::default();
    for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()) {
        let row = out.ids.ends.len();
        let Ok(Value::Object(object)) = serde_json::from_slice::<Value>(line) else {
            out.wrong.push(Wrong::new(row, "", &String::from_utf8_lossy(line), "fuse-not-an-object"));
            out.ids.push("");
            out.reports.push(&Evidence::default());
            continue;
        };
        let values = std::array::from_fn(|at| match object.get(COLUMNS[at]) {
            None | Some(Value::Null) => Cow::Borrowed(""),
            Some(Value::String(text)) => Cow::Borrowed(text.as_str()),
            Some(Value::Array(items)) => {
                Cow::Owned(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(SEVERAL))
            }
            Some(other) => Cow::Owned(other.to_string()),
        });
        take(&mut out, &Cells { row, values, area: object.get("area").and_then(area) });
    }
    out
}

/// A GeoJSON geometry as its middle and half its diagonal.
fn area(geometry: &Value) -> Option<Point> {
    fn walk(value: &Value, found: &mut Vec<(f64, f64)>) {
        let Some(items) = value.as_array() else { return };
        match (items.first().and_then(Value::as_f64), items.get(1).and_then(Value::as_f64)) {
            (Some(lon), Some(lat)) => found.push((lon, lat)),
            _ => items.iter().for_each(|item| walk(item, found)),
        }
    }
    let mut corners = Vec::new();
    walk(geometry.get("coordinates")?, &mut corners);
    let (west, east) = corners.iter().fold((180.0f64, -180.0f64), |(w, e), (lon, _)| (w.min(*lon), e.max(*lon)));
    let (south, north) = corners.iter().fold((90.0f64, -90.0f64), |(s, n), (_, lat)| (s.min(*lat), n.max(*lat)));
    let (lat, lon) = ((south + north) / 2.0, (west + east) / 2.0);
    let valid = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    let half = ((north - south).powi(2) + ((east - west) * lat.to_radians().cos()).powi(2)).sqrt() / 2.0;
    valid.then_some(Point { lat, lon, precision_m: Some((half * 111_195.0) as f32) })
}

/// A text as a number: FNV-1a, then mixed by multiplying.
fn hashed(text: &str) -> u64 {
    let hash = text
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3));
    (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn symbol(text: &str) -> Option<Symbol> {
    (!text.is_empty()).then(|| (hashed(text) >> 33) as u32)
}

/// Adds a row, or says what is wrong with it.
fn take(out: &mut Piece, cells: &Cells) {
    let before = out.wrong.len();
    let media: Vec<u64> =
        cells.values[22].split(SEVERAL).map(str::trim).filter(|one| !one.is_empty()).map(hashed).collect();
    let evidence = evidence(cells, &media, &mut out.wrong);
    // A wrong row keeps its place, so that the numbers of the rows after it are right.
    let wrong = out.wrong.len() > before;
    out.ids.push(if wrong { "" } else { cells.values[0].trim() });
    out.reports.push(&if wrong { Evidence::default() } else { evidence });
}

fn evidence<'a>(cells: &'a Cells, media: &'a [u64], wrong: &mut Vec<Wrong>) -> Evidence<'a> {
    const MISSING: [&str; 5] = ["NA", "<NA>", "null", "nan", "NaN"];
    let text = |at: usize| -> &'a str {
        let value = cells.values[at].trim();
        if MISSING.contains(&value) { "" } else { value }
    };
    let mut bad = |at: usize, what: &'static str| wrong.push(Wrong::new(cells.row, COLUMNS[at], text(at), what));
    let mut number = |at: usize, from: f64, to: f64, what: &'static str| -> Option<f64> {
        if text(at).is_empty() {
            return None;
        }
        let value = text(at).parse().ok().filter(|value| (from..=to).contains(value));
        if value.is_none() {
            bad(at, what);
        }
        value
    };
    const SECONDS: &str = "fuse-not-a-time";
    const LONG: f64 = 1e12;
    let lat = number(3, -90.0, 90.0, "fuse-not-a-latitude");
    let lon = number(4, -180.0, 180.0, "fuse-not-a-longitude");
    let precision = number(5, 0.0, 2e7, "fuse-not-metres");
    let moment = number(6, -LONG, LONG, SECONDS);
    let precision_s = number(7, 0.0, 1e9, "fuse-not-seconds");
    let (from, until) = (number(8, -LONG, LONG, SECONDS), number(9, -LONG, LONG, SECONDS));
    let published = number(10, -LONG, LONG, SECONDS);
    let (count, killed, injured) = (tally(text(12)), toll(text(13)), toll(text(14)));
    if count.is_err() {
        bad(12, "fuse-not-a-count");
    }
    for (at, toll) in [(13, &killed), (14, &injured)] {
        if toll.is_err() {
            bad(at, "fuse-not-people");
        }
    }
    if text(0).is_empty() {
        bad(0, "fuse-no-id");
    }
    let source_kind = match text(2) {
        "" | "unknown" => SourceKind::Unknown,
        "monitor" => SourceKind::Monitor,
        "party" => SourceKind::Party,
        "media" => SourceKind::Media,
        "civil" => SourceKind::Civil,
        "sensor" => SourceKind::Sensor,
        _ => {
            bad(2, "fuse-not-a-source-kind");
            SourceKind::Unknown
        }
    };
    // A coordinate that is there and cannot be read was told above.
    if text(3).is_empty() != text(4).is_empty() && cells.area.is_none() {
        bad(if text(4).is_empty() { 4 } else { 3 }, "fuse-half-a-point");
    }
    let when = match (from, until, moment) {
        (Some(from), Some(until), _) if until < from => {
            bad(9, "fuse-before-its-begin");
            None
        }
        (Some(from), Some(until), _) => Some(When::Within { from: from as i64, until: until as i64 }),
        (_, _, Some(moment)) => {
            let (moment, precision_s) = (moment as i64, precision_s.unwrap_or(0.0) as i64);
            // From three hours on a time is an interval: t is its middle, and a date is told as its noon.
            Some(if precision_s >= 86_400 {
                When::Within { from: moment - precision_s / 2, until: moment + precision_s / 2 }
            } else if precision_s > 3 * 3600 {
                When::Within { from: moment - precision_s, until: moment + precision_s }
            } else {
                When::At { moment, precision_s: precision_s as u32 }
            })
        }
        _ => None,
    };
    let filled = |at: usize| Some(text(at)).filter(|text| !text.is_empty());
    Evidence {
        key: hashed(text(0)),
        source: symbol(text(1)),
        voice: symbol(text(18)),
        source_kind,
        point: match (lat, lon) {
            (Some(lat), Some(lon)) => Some(Point { lat, lon, precision_m: precision.map(|metres| metres as f32) }),
            _ => cells.area,
        },
        when,
        published_at: published.map(|at| at as i64),
        // Kinds that the taxonomy does not name are only the same or not.
        kind: filled(11).map(|name| Kind::named(name).unwrap_or_else(|| Kind::other((hashed(name) >> 40) as u8))),
        weapon: symbol(text(17)),
        count: count.ok().flatten(),
        killed: killed.ok().flatten(),
        injured: injured.ok().flatten(),
        accused: symbol(text(15)),
        accuser: symbol(text(16)),
        place_name: filled(19),
        text: filled(21),
        language: Tongue::tagged(text(20)),
        media,
        credits: &[],
    }
}

fn whole(text: &str) -> Result<u32, ()> {
    let value: f64 = text.trim().parse().map_err(|_| ())?;
    if value.fract() == 0.0 && (0.0..=4e9).contains(&value) { Ok(value as u32) } else { Err(()) }
}

fn tally(text: &str) -> Result<Option<Tally>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    let ways = [("about ", Meant::About), ("~", Meant::About), ("at least ", Meant::AtLeast), (">=", Meant::AtLeast)];
    for (before, meant) in ways {
        if let Some(rest) = text.strip_prefix(before) {
            return Ok(Some(Tally { number: whole(rest)?, meant }));
        }
    }
    if let Some(rest) = text.strip_suffix('+') {
        return Ok(Some(Tally { number: whole(rest)?, meant: Meant::AtLeast }));
    }
    Ok(Some(Tally { number: whole(text)?, meant: Meant::Exactly }))
}

fn toll(text: &str) -> Result<Option<Toll>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    let (least, most) = match text.split_once('-') {
        Some((least, most)) => (whole(least)?, whole(most)?),
        None => (whole(text)?, whole(text)?),
    };
    if least > most { Err(()) } else { Ok(Some(Toll { least, most })) }
}

/// Ids that occur twice are wrong where they occur again.
fn twice(sheet: &mut Sheet, first_row: usize, threads: usize) {
    let keys = || (0u32..).zip(sheet.pieces.iter().flat_map(Reports::keys));
    // Equal keys fall to one thread.
    let threads = threads.max(1) as u64;
    let own = |share: u64| {
        let mut own: Vec<(u64, u32)> =
            keys().filter(|(_, key)| key % threads == share).map(|(at, key)| (key, at)).collect();
        own.sort_unstable();
        let pairs = own.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        pairs.map(|pair| pair[1].1).filter(|at| !sheet.ids.get(*at).is_empty()).collect::<Vec<u32>>()
    };
    let own = &own;
    let mut again: Vec<u32> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|share| scope.spawn(move || own(share))).collect();
        let found = workers.into_iter().map(|worker| worker.join());
        found.flat_map(|found| found.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    });
    again.sort_unstable();
    for at in again {
        let id = sheet.ids.get(at).to_owned();
        let row = first_row + at as usize;
        sheet.wrong.push(Wrong::new(row, "id", &id, "fuse-id-again"));
    }
}

#[cfg(test)]
mod tests {
    use super::COLUMNS;

    #[test]
    fn the_reference_names_each_column_in_its_order() {
        let page = include_str!("../../../../docs/reference/fuse.md");
        let named: Vec<&str> =
            page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|one| one.0).collect();
        assert_eq!(named, COLUMNS);
    }
}

//! Reports as rows of numbers: what comparing needs, and nothing else. Texts are not kept.

use super::evidence::{Evidence, Meant, SourceKind, Symbol, Tongue, When};
use super::name::Name;
use crate::lineage::shingles::{shingles, word_hashes};
use crate::threads::{in_order, sorted};

pub(super) const NONE: u32 = u32::MAX;
/// Words to a run. Reports are short: longer runs would miss edited copies.
pub(super) const RUN: usize = 3;

/// One report. Fields that are missing hold [`NONE`] or an empty range.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub key: u64,
    /// Middle of the interval.
    pub moment: i64,
    pub published: i64,
    pub text_hash: u64,
    pub name: Name,
    pub lat_udeg: i32,
    pub lon_udeg: i32,
    pub cos_lat: f32,
    pub precision_m: f32,
    pub span_s: u32,
    pub time_precision_s: u32,
    pub source: u32,
    pub voice: u32,
    pub accused: u32,
    pub accuser: u32,
    pub count: u32,
    pub weapon: u32,
    pub killed: (u16, u16),
    pub injured: (u16, u16),
    pub shingles: u32,
    pub shingle_count: u16,
    pub language: u16,
    pub media: u32,
    pub media_count: u8,
    pub kind: u8,
    pub source_kind: u8,
    pub meant: u8,
}

impl Row {
    pub const NO_TOLL: (u16, u16) = (1, 0);
    pub const NO_KIND: u8 = u8::MAX;

    pub fn located(&self) -> bool {
        self.lat_udeg != i32::MIN
    }
    pub fn timed(&self) -> bool {
        self.moment != i64::MIN
    }
    pub fn same_point(&self, other: &Self) -> bool {
        self.lat_udeg == other.lat_udeg && self.lon_udeg == other.lon_udeg
    }
}

/// A set of reports, ready to be compared.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    pub(super) rows: Vec<Row>,
    shingles: Vec<u32>,
    media: Vec<u64>,
    words: Vec<u64>,
}

/// Precision assumed where a point states none, metres.
const PRECISION_ASSUMED_M: f32 = 2_000.0;

impl Reports {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The key of a report.
    pub fn key(&self, at: u32) -> u64 {
        self.rows[at as usize].key
    }

    /// The keys of all.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.rows.iter().map(|row| row.key)
    }

    /// Adds one; its number is the number of reports before it.
    pub fn push(&mut self, evidence: &Evidence) -> u32 {
        let shingles_begin = self.shingles.len();
        let mut text_hash = 0;
        if let Some(text) = evidence.text {
            self.words.clear();
            word_hashes(text, &mut self.words);
            text_hash = self
                .words
                .iter()
                .fold(1, |hash: u64, word| crate::lineage::shingles::mixed(hash.rotate_left(7) ^ word));
            if self.words.is_empty() {
                text_hash = 0;
            }
            shingles(&self.words, RUN, &mut self.shingles);
            self.shingles.truncate(shingles_begin + usize::from(u16::MAX));
        }
        let media_begin = self.media.len();
        self.media.extend(evidence.media.iter().take(usize::from(u8::MAX)));
        self.media[media_begin..].sort_unstable();
        let (moment, span_s, time_precision_s) = match evidence.when {
            None => (i64::MIN, 0, 0),
            Some(When::At { moment, precision_s }) => (moment, 0, precision_s),
            Some(When::Within { from, until }) => {
                let (from, until) = (from.min(until), from.max(until));
                let span = (until - from).min(i64::from(u32::MAX));
                (from + span / 2, span as u32, 0)
            }
        };
        let toll = |toll: Option<super::evidence::Toll>| {
            toll.map_or(Row::NO_TOLL, |toll| {
                let short = |number: u32| number.min(u32::from(u16::MAX)) as u16;
                (short(toll.least.min(toll.most)), short(toll.most.max(toll.least)))
            })
        };
        self.rows.push(Row {
            key: evidence.key,
            moment,
            published: evidence.published_at.unwrap_or(i64::MIN),
            text_hash,
            name: evidence.place_name.map_or(Name(0), Name::of),
            lat_udeg: evidence.point.map_or(i32::MIN, |point| (point.lat.clamp(-90.0, 90.0) * 1e6).round() as i32),
            lon_udeg: evidence.point.map_or(0, |point| (point.lon.clamp(-180.0, 180.0) * 1e6).round() as i32),
            cos_lat: evidence.point.map_or(0.0, |point| point.lat.to_radians().cos() as f32),
            precision_m: evidence.point.and_then(|point| point.precision_m).unwrap_or(PRECISION_ASSUMED_M).max(50.0),
            span_s,
            time_precision_s,
            source: evidence.source.unwrap_or(NONE),
            voice: evidence.voice.unwrap_or(NONE),
            accused: evidence.accused.unwrap_or(NONE),
            accuser: evidence.accuser.unwrap_or(NONE),
            count: evidence.count.map_or(NONE, |count| count.number),
            weapon: evidence.weapon.unwrap_or(NONE),
            killed: toll(evidence.killed),
            injured: toll(evidence.injured),
            shingles: shingles_begin as u32,
            shingle_count: (self.shingles.len() - shingles_begin) as u16,
            language: evidence.language.0,
            media: media_begin as u32,
            media_count: (self.media.len() - media_begin) as u8,
            kind: evidence.kind.map_or(Row::NO_KIND, |kind| kind.code() as u8),
            source_kind: evidence.source_kind as u8,
            meant: match evidence.count.map(|count| count.meant) {
                None | Some(Meant::Exactly) => 0,
                Some(Meant::About) => 1,
                Some(Meant::AtLeast) => 2,
            },
        });
        self.rows.len() as u32 - 1
    }

    /// All of `pieces`, which may have been read at the same time, as one set. Reports that are near in space and time come near in
    /// memory, which makes large sets faster to compare and changes no result. Returns, for each place in the new order, the number a
    /// report has when the pieces follow one another.
    pub fn arranged(pieces: Vec<Self>, threads: usize) -> (Self, Vec<u32>) {
        let square = |udeg: i32| udeg.div_euclid(150_000);
        let near = |(at, row): (u32, &Row)| (square(row.lat_udeg), square(row.lon_udeg), row.moment, row.key, at);
        let mut keyed: Vec<_> = (0..).zip(pieces.iter().flat_map(|piece| &piece.rows)).map(near).collect();
        sorted(threads, &mut keyed);
        let order: Vec<u32> = keyed.into_iter().map(|(.., at)| at).collect();
        let mut begins = Vec::with_capacity(pieces.len());
        let mut begin = 0;
        for piece in &pieces {
            begins.push(begin);
            begin += piece.rows.len() as u32;
        }
        let share = order.len().div_ceil(threads.max(1)).max(1);
        let parts = in_order(threads, order.len().div_ceil(share), |part| {
            let mut out = Self::default();
            // The first part takes in the others.
            out.rows.reserve(if part == 0 { order.len() } else { share });
            for at in &order[part * share..order.len().min((part + 1) * share)] {
                let piece = begins.partition_point(|begin| begin <= at) - 1;
                out.push_row(&pieces[piece], (at - begins[piece]) as usize);
            }
            out
        });
        let mut parts = parts.into_iter();
        let mut out = parts.next().unwrap_or_default();
        for part in parts {
            let (shingles, media) = (out.shingles.len() as u32, out.media.len() as u32);
            out.shingles.extend_from_slice(&part.shingles);
            out.media.extend_from_slice(&part.media);
            out.rows.extend(part.rows.into_iter().map(|row| Row {
                shingles: row.shingles + shingles,
                media: row.media + media,
                ..row
            }));
        }
        (out, order)
    }

    /// Adds a report of another set.
    fn push_row(&mut self, from: &Self, at: usize) {
        let row = &from.rows[at];
        let (shingles, media) = (self.shingles.len() as u32, self.media.len() as u32);
        self.shingles.extend_from_slice(from.runs(row));
        self.media.extend_from_slice(from.media(row));
        self.rows.push(Row { shingles, media, ..*row });
    }

    pub(super) fn runs(&self, row: &Row) -> &[u32] {
        let begin = row.shingles as usize;
        &self.shingles[begin..begin + usize::from(row.shingle_count)]
    }

    pub(super) fn media(&self, row: &Row) -> &[u64] {
        let begin = row.media as usize;
        &self.media[begin..begin + usize::from(row.media_count)]
    }
}

/// Number of kinds of source.
pub(super) const SOURCE_KINDS: usize = SourceKind::Sensor as usize + 1;

const _: () = assert!(Tongue::UNKNOWN.0 == 0 && size_of::<Symbol>() == 4);

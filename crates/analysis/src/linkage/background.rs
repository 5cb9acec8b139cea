//! How many unrelated reports chance brings near: dense where the front is hot, thin elsewhere.
//!
//! The background belongs to the model. It is estimated once, from many reports, and then stands still: so a pair's
//! score does not depend on what arrives later.

use super::reports::{Reports, Row};
use crate::lineage::shingles::mixed;
use crate::threads::in_order;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A quick hash for places and days. They are no attacker's choice: a file of places that collide is slow, and nothing else.
#[derive(Clone, Copy, Debug, Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = mixed(self.0 ^ u64::from(*byte)));
    }
    fn write_i32(&mut self, value: i32) {
        self.0 = mixed(self.0.rotate_left(32) ^ u64::from(value as u32));
    }
    fn write_i64(&mut self, value: i64) {
        self.0 = mixed(self.0 ^ value as u64);
    }
}

type Counted<K, V> = HashMap<K, V, BuildHasherDefault<Mixer>>;

/// Answers how many unrelated reports are expected near a pair.
pub(super) trait Surroundings {
    /// Logarithm of the expected number of unrelated reports in `area_km2` and `hours` around the pair. NaN where unknown.
    fn ln_chance(&self, a: (u32, &Row), b: (u32, &Row), area_km2: f32, hours: f32, same_point: bool) -> f32;
}

/// Reports per km² and hour, by place and time.
#[derive(Clone, Debug)]
pub struct Background {
    /// Counts in cells of one level; levels get coarser by three.
    levels: Vec<Counted<(i32, i32), u32>>,
    /// Reports at exactly one point, where there are several.
    points: Counted<(i32, i32), u32>,
    /// Activity of each day over the mean.
    days: Counted<i64, f32>,
    /// Activity of each hour of the day over the mean.
    hours: [f32; 24],
    duration_h: f32,
    reports: f32,
    overall: f32,
}

const CELL_UDEG: i32 = 18_000;
const LEVELS: usize = 4;
/// A cell's own count and this many reports' worth of the wider cell's rate.
const WIDER: f32 = 4.0;
const POINTS_FROM: u32 = 3;
const FEW: usize = 20_000;
/// Where nothing is known: a report a week in 100 km².
const RATE_ASSUMED: f32 = 1.0 / (7.0 * 24.0 * 100.0);
/// Where nothing is known: this many reports an hour in all.
const OVERALL_ASSUMED: f32 = 0.25;
/// Share of the unrelated reports within the combined precision that carry the very same point, where nothing is known.
const SAME_POINT_ASSUMED: f32 = 0.3;

fn cell(row: &Row, level: usize) -> (i32, i32) {
    let size = size(level);
    // Cells are square enough: the width is taken at the middle of the cell's band, the same for all in it.
    let band = row.lat_udeg.div_euclid(size);
    (band, row.lon_udeg.div_euclid(width(band, level)))
}

/// Widths of the cells of each level, from the band that begins at or below the south pole on: cosines cost too much to be
/// taken for every report.
static WIDTHS: LazyLock<[Vec<i32>; LEVELS]> = LazyLock::new(|| {
    std::array::from_fn(|level| {
        let size = size(level);
        let bands = southmost(size)..=90_000_000 / size + 1;
        bands
            .map(|band| {
                let middle = (f64::from(band) + 0.5) * f64::from(size) * 1e-6;
                (f64::from(size) / middle.to_radians().cos().max(0.02)) as i32
            })
            .collect()
    })
});

fn size(level: usize) -> i32 {
    CELL_UDEG * 3i32.pow(level as u32)
}

fn southmost(size: i32) -> i32 {
    (-90_000_000i32).div_euclid(size) - 1
}

fn width(band: i32, level: usize) -> i32 {
    WIDTHS[level][(band - southmost(size(level))) as usize]
}

fn cell_km2(level: usize) -> f32 {
    let side = CELL_UDEG as f32 * 3f32.powi(level as i32) * 0.111_195e-3;
    side * side
}

impl Default for Background {
    fn default() -> Self {
        Self {
            levels: vec![Counted::default(); LEVELS],
            points: Counted::default(),
            days: Counted::default(),
            hours: [1.0; 24],
            duration_h: 0.0,
            reports: 0.0,
            overall: OVERALL_ASSUMED,
        }
    }
}

/// What is known of one report's surroundings: logarithms of rates.
#[derive(Clone, Copy, Debug)]
pub(super) struct Local {
    /// Per km² and hour.
    pub rate: f32,
    /// Per hour at this very point; NaN where too few were seen.
    pub point: f32,
    /// Per hour anywhere.
    pub overall: f32,
}

impl Background {
    /// From all reports. Needs some hundreds to say more than the assumed rates.
    pub fn of(reports: &Reports, threads: usize) -> Self {
        let mut moments: Vec<i64> = reports.rows.iter().filter(|row| row.timed()).map(|row| row.moment).collect();
        if moments.len() < 10 {
            return Self::default();
        }
        let margin = moments.len() / 100;
        let end = moments.len() - 1 - margin;
        let first = *moments.select_nth_unstable(margin).1;
        let last = *moments.select_nth_unstable(end).1;
        let mut out = Self { duration_h: ((last - first) as f32 / 3600.0).max(24.0), ..Self::default() };
        let mut hours = [20.0f32; 24];
        // Among few reports those of one event would make up their own background: on one day in one cell, up to three count
        // as one.
        let few = reports.len() <= FEW;
        out.levels = in_order(threads, LEVELS + 1, |level| {
            let mut seen: HashMap<((i32, i32), i64), u32> = HashMap::new();
            let mut places: Counted<(i32, i32), u32> = Counted::default();
            for row in reports.rows.iter().filter(|row| row.located()) {
                let place = if level < LEVELS { cell(row, level) } else { (row.lat_udeg, row.lon_udeg) };
                let count = places.entry(place).or_default();
                if few && row.timed() {
                    let today = seen.entry((place, row.moment.div_euclid(86_400))).or_default();
                    *today += 1;
                    *count += u32::from(*today == 1 || *today > 3);
                } else {
                    *count += 1;
                }
            }
            places
        });
        out.points = out.levels.pop().unwrap_or_default();
        out.points.retain(|_, count| *count >= POINTS_FROM);
        for row in reports.rows.iter().filter(|row| row.timed()) {
            *out.days.entry(row.moment.div_euclid(86_400)).or_default() += 1.0;
            if row.span_s < super::features::DAY_FROM_S {
                hours[row.moment.rem_euclid(86_400) as usize / 3600] += 1.0;
            }
        }
        let total: f32 = hours.iter().sum();
        // A moving mean over three hours: reports round to the hour.
        out.hours = std::array::from_fn(|hour| {
            (hours[(hour + 23) % 24] + hours[hour] + hours[(hour + 1) % 24]) / 3.0 * 24.0 / total
        });
        let mean = moments.len() as f32 / (out.duration_h / 24.0);
        for count in out.days.values_mut() {
            *count = (*count + 20.0) / (mean + 20.0);
        }
        out.reports = reports.len() as f32;
        out.overall = (out.reports + 10.0) / (out.duration_h + 10.0 / OVERALL_ASSUMED);
        out
    }

    /// Activity of a day over the mean.
    pub(super) fn activity(&self, moment: i64) -> f32 {
        self.days.get(&moment.div_euclid(86_400)).copied().unwrap_or(1.0)
    }

    /// A number for exactly these rates.
    pub(super) fn fingerprint(&self) -> u64 {
        // A sum, because the order of a hash map must not show.
        let mut sum = u64::from(self.overall.to_bits()).wrapping_add(u64::from(self.duration_h.to_bits()) << 32);
        for (level, cells) in self.levels.iter().chain([&self.points]).enumerate() {
            for ((row, column), count) in cells {
                let place = u64::from(*row as u32) << 32 | u64::from(*column as u32);
                sum = sum.wrapping_add(mixed(mixed(place.wrapping_add(level as u64)) ^ u64::from(*count)));
            }
        }
        for (day, activity) in &self.days {
            sum = sum.wrapping_add(mixed(mixed(*day as u64) ^ u64::from(activity.to_bits())));
        }
        self.hours.iter().fold(sum, |sum, hour| mixed(sum ^ u64::from(hour.to_bits())))
    }

    /// Rate at a row's place and time.
    pub(super) fn at(&self, row: &Row) -> Local {
        let mut activity = 1.0;
        if row.timed() {
            activity *= self.days.get(&row.moment.div_euclid(86_400)).copied().unwrap_or(1.0);
            if row.span_s < super::features::DAY_FROM_S {
                activity *= self.hours[row.moment.rem_euclid(86_400) as usize / 3600];
            }
        }
        let ln_activity = activity.ln();
        let overall = self.overall.ln() + ln_activity;
        if !row.located() {
            return Local { rate: f32::NAN, point: f32::NAN, overall };
        }
        let mut rate = RATE_ASSUMED;
        for level in (0..LEVELS).rev() {
            let (band, column) = cell(row, level);
            let (mut count, mut area) = (0, 0.0);
            // The finest level looks at the eight cells around as well, so that its borders do not show.
            let reach = i32::from(level == 0);
            for up in -reach..=reach {
                let column_there = if up == 0 { column } else { row.lon_udeg.div_euclid(width(band + up, level)) };
                for aside in -reach..=reach {
                    count += self.levels[level].get(&(band + up, column_there + aside)).copied().unwrap_or(0);
                    area += cell_km2(level);
                }
            }
            rate = (count as f32 + WIDER) / (area * self.duration_h + WIDER / rate);
        }
        let point = match self.points.get(&(row.lat_udeg, row.lon_udeg)) {
            Some(count) => (*count as f32 / self.duration_h).ln() + ln_activity,
            None => f32::NAN,
        };
        Local { rate: rate.ln() + ln_activity, point, overall }
    }
}

/// The expected number near a pair from what is known around each.
pub(super) fn ln_chance(a: Local, b: Local, area_km2: f32, hours: f32, same_point: bool, all: f32) -> f32 {
    let hours_ln = if hours == 1.0 { 0.0 } else { hours.ln() };
    let chance = if area_km2.is_nan() {
        if hours.is_nan() { all.max(1.0).ln() } else { (a.overall + b.overall) / 2.0 + hours_ln }
    } else {
        let hours_ln = if hours.is_nan() { (24.0f32 * 365.0).ln() } else { hours_ln };
        let around = (a.rate + b.rate) / 2.0 + area_km2.ln() + hours_ln;
        match same_point {
            true if a.point.is_nan() => around + SAME_POINT_ASSUMED.ln(),
            true => (a.point + b.point) / 2.0 + hours_ln,
            false => around,
        }
    };
    // One in a million is as rare as anybody should believe from a rate.
    chance.max(-14.0)
}

impl Surroundings for Background {
    fn ln_chance(&self, a: (u32, &Row), b: (u32, &Row), area_km2: f32, hours: f32, same_point: bool) -> f32 {
        ln_chance(self.at(a.1), self.at(b.1), area_km2, hours, same_point, self.reports)
    }
}

/// The surroundings of every report, looked up once.
pub(super) struct Looked<'a> {
    pub at: Vec<Local>,
    pub background: &'a Background,
}

impl<'a> Looked<'a> {
    pub fn of(reports: &Reports, background: &'a Background, threads: usize) -> Self {
        const AT_ONCE: usize = 4096;
        let parts = in_order(threads, reports.len().div_ceil(AT_ONCE), |piece| {
            let rows = &reports.rows[piece * AT_ONCE..reports.len().min((piece + 1) * AT_ONCE)];
            rows.iter().map(|row| background.at(row)).collect::<Vec<_>>()
        });
        Self { at: parts.concat(), background }
    }
}

impl Looked<'_> {
    /// Reads what comparing with a report reads first; see `Waiting` in `candidates`.
    pub fn touch(&self, reports: &Reports, at: u32) -> u64 {
        let row = &reports.rows[at as usize];
        // A row lies on two lines of the cache.
        row.key ^ u64::from(row.source_kind) ^ u64::from(self.at[at as usize].rate.to_bits())
    }
}

impl Surroundings for Looked<'_> {
    fn ln_chance(&self, a: (u32, &Row), b: (u32, &Row), area_km2: f32, hours: f32, same_point: bool) -> f32 {
        let (one, other) = (self.at[a.0 as usize], self.at[b.0 as usize]);
        ln_chance(one, other, area_km2, hours, same_point, self.background.reports)
    }
}

//! Weights from data: without labels by contrast with control pairs, with labels by what people confirmed and rejected.
//!
//! A control pair takes the time of one report some whole days away from where it was. Place, hour, sources and wording
//! stay as they are around there, and the two reports are surely of different events. What pairs at the true time have
//! beyond control pairs must come from reports of one event. So with s the log-odds of a pair, and K control days, a pair
//! drawn from both heaps is a real one with probability (1 + e^s) / (1 + e^s + K). The weights make this likelihood
//! greatest; they start from, and are drawn towards, the weights by default.

use super::background::{Background, Local, Looked};
use super::candidates::Blocks;
use super::features::{
    COUNTER_CLAIM, ONE_PUBLICATION, STARTS, TABLES, WEIGHTS, compare, compare_numbers, compare_words,
};
use super::model::{Model, milli, words_most};
use super::reports::Reports;
use crate::lineage::shingles::mixed;
use crate::threads::{for_each, in_order};

/// What a person said of two reports, to learn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// One report.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Whether both tell of one event.
    pub same: bool,
}

/// Labels from reports whose event is known: each pair worth comparing of which both are known.
pub fn labels_of(reports: &Reports, events: &[Option<u32>], threads: usize) -> Vec<Label> {
    let label = |a: u32, b: u32| {
        let (one, other) = (events[a as usize]?, events[b as usize]?);
        Some(Label { a, b, same: one == other })
    };
    let blocks = Blocks::new(reports, threads);
    let mut out = blocks.pairs(threads, |_| 0, label);
    out.append(&mut blocks.loose_pairs(label));
    out
}

/// Days by which control pairs are moved, two of them where there are reports enough. One day is too near: dates slip.
const CONTROL_DAYS: [i64; 4] = [-2, 3, -3, 2];
const LONGEST_SHIFT_S: i64 = 3 * DAY_S;
const DAY_S: i64 = 86_400;
/// Below this many real pairs nothing is learnt without labels.
const PAIRS_LEAST: usize = 2_000;
/// About so many reports, with all that lie around them, are learnt from.
const ANCHORS: usize = 24_000;
const UNLIKELY_MILLI: i32 = -4_000;
const UNLIKELY_ONE_OF: u64 = 16;
const ROUNDS: usize = 8;
/// How strongly a weight is drawn to its default, in pairs.
const PULL: f64 = 3.0;
/// From many pairs the prior goes where they say.
const PRIOR_FREE: f64 = 0.0;
/// What is known by nature.
const FIXED: [u16; 2] = [COUNTER_CLAIM, ONE_PUBLICATION];
/// A label counts as much as this many pairs without one.
const LABEL_WEIGHT: f64 = 1.0;

/// What was drawn: a pair at its true time, a control pair, or a labelled one.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Heap {
    Real,
    Control,
    Labelled { same: bool },
}

#[derive(Clone, Copy)]
pub(super) struct Drawn {
    pub levels: [u16; TABLES.len()],
    /// Less the logarithm of the expected number by chance.
    pub offset: f32,
    pub weight: f32,
    pub heap: Heap,
    /// Kept from fitting the weights, for calibrating them.
    pub held: bool,
}

impl Model {
    /// A model of these reports: background, and weights from contrast and labels. The one by default where there are too
    /// few of both.
    pub fn learnt(reports: &Reports, labels: &[Label], threads: usize) -> Self {
        Self::learnt_from(&Blocks::new(reports, threads), reports, labels, threads).0
    }

    /// The same with pairs that are laid out already; also returns what the background says around each report.
    pub(super) fn learnt_from(
        blocks: &Blocks,
        reports: &Reports,
        labels: &[Label],
        threads: usize,
    ) -> (Self, Vec<Local>) {
        let background = Background::of(reports, threads);
        let ground = Looked::of(reports, &background, threads);
        let mut drawn = contrast(blocks, reports, &ground, threads);
        if drawn.iter().filter(|one| one.heap == Heap::Real).count() < PAIRS_LEAST {
            drawn.clear();
        }
        for label in labels {
            let (a, b) = ((label.a, &reports.rows[label.a as usize]), (label.b, &reports.rows[label.b as usize]));
            let compared = compare(reports, &ground, a, b, 0);
            drawn.push(Drawn {
                levels: compared.levels,
                offset: -compared.ln_chance,
                weight: LABEL_WEIGHT as f32,
                heap: Heap::Labelled { same: label.same },
                held: held(reports, label.a, label.b),
            });
        }
        let around = ground.at;
        let mut out = Self { background, ..Self::default() };
        if !drawn.is_empty() {
            // Calibration is judged on pairs that the weights have not seen.
            let (held, mut seen): (Vec<Drawn>, Vec<Drawn>) = drawn.into_iter().partition(|one| one.held);
            seen.shrink_to_fit();
            let controls = control_days(reports).len() as f64;
            fit(&mut out, &seen, controls, PRIOR_FREE, threads);
            calibrate(&mut out, &held, controls);
        }
        (out, around)
    }
}

fn control_days(reports: &Reports) -> &'static [i64] {
    if many(reports) { &CONTROL_DAYS[..2] } else { &CONTROL_DAYS }
}

/// Whether there is more to learn from than is needed.
fn many(reports: &Reports) -> bool {
    reports.len() >= 2 * ANCHORS
}

/// Real and control pairs around as many reports as are needed.
fn contrast(blocks: &Blocks, reports: &Reports, ground: &Looked, threads: usize) -> Vec<Drawn> {
    let timed = || reports.rows.iter().filter(|row| row.timed()).map(|row| row.moment);
    let (Some(first), Some(last)) = (timed().min(), timed().max()) else { return Vec::new() };
    // Near the ends of the time covered there is nothing to take controls from.
    let margin = LONGEST_SHIFT_S + DAY_S / 2;
    let share = (reports.len() / ANCHORS).max(1) as u64;
    let anchor = |at: u32| {
        let row = &reports.rows[at as usize];
        row.moment >= first + margin && row.moment <= last - margin && mixed(row.key).is_multiple_of(share)
    };
    let background = ground.background;
    let plain = Model::default();
    let many = many(reports);
    let draw = |a: u32, b: u32, shift_s: i64| {
        let (row_a, row_b) = (&reports.rows[a as usize], &reports.rows[b as usize]);
        let mut compared = compare_numbers(reports, ground, (a, row_a), (b, row_b), shift_s);
        let (weight, heap) = if shift_s == 0 {
            (1.0, Heap::Real)
        } else {
            // A day busier than the one it stands for counts less.
            (background.activity(row_b.moment + shift_s) / background.activity(row_b.moment), Heap::Control)
        };
        // Most pairs are plainly of two events and teach little: one of sixteen stands for all of them.
        let by_default = plain.sum_milli(&compared);
        let weight = if many && by_default < UNLIKELY_MILLI {
            let key = row_a.key.wrapping_add(row_b.key) ^ (row_a.key ^ row_b.key).rotate_left(32);
            if !mixed(key ^ shift_s as u64).is_multiple_of(UNLIKELY_ONE_OF) {
                return None;
            }
            weight * UNLIKELY_ONE_OF as f32
        } else {
            weight
        };
        compare_words(reports, row_a, row_b, &mut compared);
        let held = held(reports, a, b);
        Some(Drawn { levels: compared.levels, offset: -compared.ln_chance, weight, heap, held })
    };
    let anchors = blocks.chosen(threads, anchor);
    let touch = |at: u32| ground.touch(reports, at);
    let mut out = blocks.pairs_of(threads, &anchors, 0, touch, |a, b| draw(a, b, 0));
    for days in control_days(reports) {
        out.append(&mut blocks.pairs_of(threads, &anchors, *days * DAY_S, touch, |a, b| draw(a, b, *days * DAY_S)));
    }
    out
}

/// One pair of three is held out: by the earlier key, so that most of an event's pairs go the same way.
pub(super) fn held(reports: &Reports, a: u32, b: u32) -> bool {
    mixed(reports.key(a).min(reports.key(b)) ^ 0x5EED).is_multiple_of(3)
}

/// Stretches all weights alike and moves the prior, until the held pairs are given what they deserve.
fn calibrate(model: &mut Model, held: &[Drawn], controls: f64) {
    let evidence = |one: &Drawn| {
        f64::from(one.offset)
            + one.levels.iter().map(|at| f64::from(model.weights[usize::from(*at)])).sum::<f64>() / 1000.0
    };
    let known: Vec<(f64, &Drawn)> =
        held.iter().map(|one| (evidence(one), one)).filter(|(sum, _)| sum.abs() < 19.0).collect();
    let (mut stretch, mut prior) = (1.0, f64::from(model.prior_milli) / 1000.0);
    for _ in 0..20 {
        // Two equations for two unknowns; drawn weakly to "as it is".
        let (mut first, mut second) = ([0.0, 0.0], [10.0, 0.0, 1.0]);
        for (sum, one) in &known {
            let (slope, bend) = slope((one.weight, one.heap), controls, stretch * sum + prior);
            first[0] += slope * sum;
            first[1] += slope;
            second[0] += bend * sum * sum;
            second[1] += bend * sum;
            second[2] += bend;
        }
        first[0] += 10.0 * (stretch - 1.0);
        let determinant: f64 = second[0] * second[2] - second[1] * second[1];
        if determinant.abs() < 1e-9 {
            break;
        }
        let steps = [
            -(second[2] * first[0] - second[1] * first[1]) / determinant,
            -(second[0] * first[1] - second[1] * first[0]) / determinant,
        ];
        stretch = (stretch + steps[0].clamp(-0.2, 0.2)).clamp(0.3, 1.5);
        prior += steps[1].clamp(-1.0, 1.0);
    }
    let free = model.weights.iter_mut().enumerate().filter(|(at, _)| !FIXED.contains(&(*at as u16)));
    free.for_each(|(_, weight)| *weight = (f64::from(*weight) * stretch).round() as i32);
    model.words_most = words_most(&model.weights);
    model.background_milli = milli(stretch as f32);
    model.prior_milli = milli(prior as f32);
}

/// Slope and curvature of the loss of one pair at log-odds `s`.
fn slope((weight, heap): (f32, Heap), controls: f64, s: f64) -> (f64, f64) {
    let odds = s.clamp(-30.0, 30.0).exp();
    let p = odds / (1.0 + odds);
    let q = odds / (1.0 + odds + controls);
    let weight = f64::from(weight);
    match heap {
        Heap::Real => (-(p - q) * weight, (p - q) * (p - q) * weight),
        Heap::Control => (q * weight, q * q * weight),
        Heap::Labelled { same } => ((p - f64::from(u8::from(same))) * weight, p * (1.0 - p) * weight),
    }
}

/// Table after table, a step of Fisher's scoring for each weight, `ROUNDS` times.
pub(super) fn fit(model: &mut Model, drawn: &[Drawn], controls: f64, prior_pull: f64, threads: usize) {
    const AT_ONCE: usize = 16_384;
    let pieces = drawn.len().div_ceil(AT_ONCE);
    let defaults: Vec<f64> = model.weights.iter().map(|weight| f64::from(*weight) / 1000.0).collect();
    let mut weights = defaults.clone();
    let start_prior = f64::from(model.prior_milli) / 1000.0;
    let mut prior = start_prior;
    let mut sums: Vec<f32> = drawn
        .iter()
        .map(|one| {
            one.offset + prior as f32 + one.levels.iter().map(|at| weights[usize::from(*at)] as f32).sum::<f32>()
        })
        .collect();
    // Each table is gone through by itself: its levels lie together, and so does what every table needs.
    let levels: Vec<Vec<u16>> =
        in_order(threads, TABLES.len(), |table| drawn.iter().map(|one| one.levels[table]).collect());
    let heaps: Vec<(f32, Heap)> = drawn.iter().map(|one| (one.weight, one.heap)).collect();
    for _ in 0..ROUNDS {
        for table in 0..=TABLES.len() {
            // The last is the prior: one level that every pair has.
            let start = STARTS.get(table).copied().unwrap_or_default();
            let (begin, size) = TABLES.get(table).map_or((0, 1), |(_, size)| (usize::from(start), *size));
            let level = |at: usize| match levels.get(table) {
                Some(levels) => usize::from(levels[at]).checked_sub(begin),
                None => Some(0),
            };
            let parts = in_order(threads, pieces, |piece| {
                let mut slopes = vec![(0.0f64, 0.0f64); size];
                for at in piece * AT_ONCE..drawn.len().min((piece + 1) * AT_ONCE) {
                    if let Some(level) = level(at) {
                        let (first, second) = slope(heaps[at], controls, f64::from(sums[at]));
                        slopes[level].0 += first;
                        slopes[level].1 += second;
                    }
                }
                slopes
            });
            let mut steps = vec![0.0; size];
            for (level, step) in steps.iter_mut().enumerate() {
                let (first, second) =
                    parts.iter().fold((0.0, 0.0), |sum, part| (sum.0 + part[level].0, sum.1 + part[level].1));
                *step = if table == TABLES.len() {
                    let pulled = first + prior_pull * (prior - start_prior);
                    let step = (-pulled / (second + 1.0 + prior_pull)).clamp(-1.0, 1.0);
                    prior += step;
                    step
                } else if FIXED.contains(&((begin + level) as u16)) {
                    0.0
                } else {
                    let at = begin + level;
                    let pulled = first + PULL * (weights[at] - defaults[at]);
                    let step = (-pulled / (second + PULL)).clamp(-1.0, 1.0);
                    weights[at] += step;
                    step
                };
            }
            for_each(threads, sums.chunks_mut(AT_ONCE).enumerate(), |(piece, sums)| {
                for (at, s) in (piece * AT_ONCE..).zip(sums) {
                    if let Some(level) = level(at) {
                        *s += steps[level] as f32;
                    }
                }
            });
        }
    }
    debug_assert_eq!(weights.len(), WEIGHTS);
    model.prior_milli = milli(prior as f32);
    model.weights = weights.iter().map(|weight| milli(*weight as f32)).collect();
}

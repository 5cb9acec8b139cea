//! The weights, and the score of one pair with its reasons.
//!
//! A pair's log-odds are a sum: prior, local background, and a weight for each thing compared. Weights are whole
//! thousandths of a natural logarithm, so that the sum is exact and the same on every machine.

use super::background::{Background, Surroundings};
use super::defaults;
use super::features::{Compared, Feature, STARTS, TABLES, WEIGHTS, WORD_CLASSES, WORDS, compare};
use super::reports::Reports;

/// What a model knows. The one by default needs no data; `learn` estimates one from reports, with or without labels.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) version: u32,
    pub(super) prior_milli: i32,
    /// How far the background is trusted, in thousandths.
    pub(super) background_milli: i32,
    pub(super) weights: Vec<i32>,
    pub(super) background: Background,
    /// The most that names, and that texts, can add, for each class of pairs.
    pub(super) words_most: [[i32; WORD_CLASSES]; 2],
}

/// What one thing compared adds to the log-odds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contribution {
    /// What was compared.
    pub feature: Feature,
    /// Thousandths of a natural logarithm; above 0 speaks for one event.
    pub weight_milli: i32,
    /// What was found.
    pub detail: Detail,
}

/// What was found when two values were compared, as numbers for the caller to put into words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Detail {
    /// One of the two values is missing: nothing is added.
    Missing,
    /// Expected number of unrelated reports so near.
    Expected {
        /// The number.
        reports: f32,
    },
    /// Metres between the points, and both precisions together.
    Distance {
        /// Between the points.
        metres: f32,
        /// Both stated precisions together.
        precision_m: f32,
    },
    /// Minutes between the moments (or the middles of the intervals).
    Apart {
        /// Minutes.
        minutes: f32,
    },
    /// Two numbers, each as stated.
    Numbers {
        /// The first report's.
        a: u32,
        /// The second report's.
        b: u32,
    },
    /// Likeness in hundredths.
    Likeness {
        /// 0 to 100.
        percent: u32,
    },
    /// The same, or not.
    Same(bool),
    /// Each accuses the other's side.
    CounterClaim,
    /// Values of the two reports that need no number.
    Values,
}

/// A pair's score.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// What any two reports start with, thousandths of a natural logarithm.
    pub prior_milli: i32,
    /// What each thing compared adds, in the order of [`Feature`].
    pub contributions: Vec<Contribution>,
    /// The sum of all these.
    pub log_odds_milli: i32,
}

impl Scored {
    /// The probability that both tell of one event.
    pub fn probability(&self) -> f64 {
        probability(self.log_odds_milli)
    }
}

/// A counter-claim is another allegation by nature, however near: this weight is never learnt.
pub(super) const COUNTER_CLAIM_MILLI: i32 = -20_000;

/// Two items of one publication that state different facts are two events.
pub(super) const ONE_PUBLICATION_MILLI: i32 = -20_000;

/// Probability of log-odds in thousandths.
pub(super) fn probability(log_odds_milli: i32) -> f64 {
    1.0 / (1.0 + (-f64::from(log_odds_milli) / 1000.0).exp())
}

/// The nearest whole number; halves away from 0. `round` is a call on processors of the first 64-bit kind.
fn whole(value: f32) -> i32 {
    (value + 0.5f32.copysign(value)) as i32
}

pub(super) fn milli(value: f32) -> i32 {
    (value * 1000.0).round() as i32
}

/// The most that names, and that texts, can add, for each class of pairs.
pub(super) fn words_most(weights: &[i32]) -> [[i32; WORD_CLASSES]; 2] {
    WORDS.map(|table| {
        let begin = usize::from(STARTS[table]);
        let weights = &weights[begin..begin + TABLES[table].1];
        std::array::from_fn(|class| weights.iter().skip(class).step_by(WORD_CLASSES).copied().max().unwrap_or(0))
    })
}

impl Default for Model {
    fn default() -> Self {
        let weights = defaults::weights();
        Self {
            words_most: words_most(&weights),
            version: 1,
            prior_milli: defaults::PRIOR_MILLI,
            background_milli: 1_000,
            weights,
            background: Background::default(),
        }
    }
}

impl Model {
    /// The weights by default over the background of these reports.
    pub fn for_reports(reports: &Reports) -> Self {
        Self { background: Background::of(reports, 1), ..Self::default() }
    }

    /// These weights over the background of other reports.
    pub fn over(&self, reports: &Reports) -> Self {
        Self { background: Background::of(reports, 1), ..self.clone() }
    }

    /// How many weights are other than by default.
    pub fn moved(&self) -> usize {
        defaults::weights().iter().zip(&self.weights).filter(|(one, other)| one != other).count()
    }

    /// The version of the form of the model: raised when the same reports would be scored otherwise.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// A number for exactly these parameters: two models with the same number score alike.
    pub fn fingerprint(&self) -> u64 {
        let numbers = [self.version as i32, self.prior_milli, self.background_milli];
        let weights = numbers.iter().chain(&self.weights).fold(0u64, |hash, weight| {
            crate::lineage::shingles::mixed(hash.rotate_left(9) ^ u64::from(*weight as u32))
        });
        weights ^ self.background.fingerprint()
    }

    pub(super) fn sum_milli(&self, compared: &Compared) -> i32 {
        let weights: i32 = compared.levels.iter().map(|level| self.weights[usize::from(*level)]).sum();
        self.prior_milli + self.crowding_milli(compared) + weights
    }

    /// What the local background adds.
    fn crowding_milli(&self, compared: &Compared) -> i32 {
        whole(-compared.ln_chance * self.background_milli as f32)
    }

    /// The score of two reports, with reasons. The same whichever comes first.
    pub fn score(&self, reports: &Reports, a: u32, b: u32) -> Scored {
        self.score_over(reports, &self.background, a, b)
    }

    pub(super) fn score_over(&self, reports: &Reports, ground: &impl Surroundings, a: u32, b: u32) -> Scored {
        let (row_a, row_b) = (&reports.rows[a as usize], &reports.rows[b as usize]);
        let compared = compare(reports, ground, (a, row_a), (b, row_b), 0);
        let mut contributions = vec![Contribution {
            feature: Feature::Background,
            weight_milli: self.crowding_milli(&compared),
            detail: Detail::Expected { reports: compared.ln_chance.exp() },
        }];
        for (table, (feature, _)) in TABLES.iter().enumerate() {
            let level = compared.levels[table];
            let weight_milli = self.weights[usize::from(level)];
            let last = contributions.last_mut().filter(|last| last.feature == *feature);
            let detail = if level == 0 { Detail::Missing } else { compared.detail(*feature, row_a, row_b) };
            match last {
                Some(last) => {
                    last.weight_milli += weight_milli;
                    if last.detail == Detail::Missing {
                        last.detail = detail;
                    }
                }
                None => contributions.push(Contribution { feature: *feature, weight_milli, detail }),
            }
        }
        let log_odds_milli = self.prior_milli + contributions.iter().map(|one| one.weight_milli).sum::<i32>();
        debug_assert_eq!(log_odds_milli, self.sum_milli(&compared));
        Scored { prior_milli: self.prior_milli, contributions, log_odds_milli }
    }
}

const _: () = assert!(WEIGHTS < u16::MAX as usize);

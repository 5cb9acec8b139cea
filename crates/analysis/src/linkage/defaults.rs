//! Weights before any data were seen: what is plain from how people report. `learn` starts from them.

use super::features::{
    COUNTER_CLAIM, DISTANCE_LEVELS, MINUTE_LEVELS, MINUTES_MOST, ONE_PUBLICATION, STARTS, TEXT_LEVELS, TOLL_LEVELS,
    WEIGHTS,
};
use super::kind::{Kind, Kinship};
use super::model::{COUNTER_CLAIM_MILLI, ONE_PUBLICATION_MILLI, milli};
use super::reports::SOURCE_KINDS;

/// Logarithm of how many other reports of its event a report is expected to have near it.
pub(super) const PRIOR_MILLI: i32 = 0;

/// Error of the time a source states, beyond its stated precision, minutes; in the order of `SourceKind`.
const MINUTES: [f64; SOURCE_KINDS] = [30.0, 10.0, 25.0, 30.0, 20.0, 2.0];

/// Probability that a normal variable of spread 1 lies within `x` of its mean.
/// SOURCE: Abramowitz and Stegun (1964), 7.1.26, error below 1.5e-7.
fn within(x: f64) -> f64 {
    let x = x / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let poly =
        t * (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    1.0 - poly * (-x * x).exp()
}

pub(super) fn weights() -> Vec<i32> {
    let mut out = vec![0; WEIGHTS];
    let mut set = |table: usize, level: usize, weight: f64| {
        out[usize::from(STARTS[table]) + level] = milli(weight.clamp(-9.0, 9.0) as f32);
    };
    // Place: mass of a level over its area, both in units of the combined precision. Three in four points are as near
    // as they say; the fourth is more than twice as far off.
    let beyond =
        |z: f64| 0.75 * (-z * z / (2.0 * 0.67f64.powi(2))).exp() + 0.25 * (-z * z / (2.0 * 1.5f64.powi(2))).exp();
    for coarse in 0..3 {
        let steps = DISTANCE_LEVELS.len() + 1;
        set(0, coarse * steps, [-1.4f64, -1.2, -0.9][coarse]);
        let mut from = 0.0;
        for (level, end) in DISTANCE_LEVELS.iter().enumerate() {
            let until = f64::from(end.min(3.4));
            set(0, coarse * steps + 1 + level, ((beyond(from) - beyond(until)) / (until * until - from * from)).ln());
            from = until;
        }
    }
    // Time: mass of a level over its hours, before and after.
    for (one, error_one) in MINUTES.iter().enumerate() {
        for (other, error_other) in MINUTES.iter().enumerate().skip(one) {
            let spread = (error_one * error_one + error_other * error_other + 25.0).sqrt();
            let less = |minutes: f64| 0.8 * within(minutes / spread) + 0.2 * within(minutes / (3.0 * spread));
            let mut from = 0.0;
            for (level, end) in MINUTE_LEVELS.iter().enumerate() {
                let until = f64::from(end.min(MINUTES_MOST));
                let mass = (less(until) - less(from)).max(1e-7);
                let pair = other * (other + 1) / 2 + one;
                set(1, pair * MINUTE_LEVELS.len() + level, (mass / (2.0 * (until - from) / 60.0)).ln());
                from = until;
            }
        }
    }
    for (level, weight) in [-0.1, -0.4, -1.5, -2.5, -3.5, -6.0].into_iter().enumerate() {
        set(3, level, weight);
    }
    for (level, weight) in [-0.1, -0.4, -1.2, -3.5, -5.0, -7.0].into_iter().enumerate() {
        set(3, 6 + level, weight);
    }
    // Kind.
    let kinship = |kinship: Kinship| match kinship {
        Kinship::Same => 1.7,
        Kinship::SameUndetermined => 0.9,
        Kinship::Wider => 0.3,
        Kinship::Confusable => 0.1,
        Kinship::Family => -1.3,
        Kinship::Apart => -3.5,
    };
    for one in 0..15u8 {
        for other in one..15 {
            let pair = usize::from(other) * (usize::from(other) + 1) / 2 + usize::from(one);
            set(5, pair, kinship(Kind::coded(one).kinship(Kind::coded(other))));
        }
    }
    set(5, 120, 2.0);
    set(5, 121, -2.5);
    set(7, 0, 0.8);
    set(7, 1, -0.8);
    for (level, weight) in [0.9, 0.8, 0.5, 0.2, -0.2, -0.7, -1.3, -2.0].into_iter().enumerate() {
        for careful in 0..3 {
            for (size, more) in [-0.2, 0.0, 0.4, 0.8].into_iter().enumerate() {
                // Agreement on a large number says more, and disagreement of careful counters too.
                let weight = if weight > 0.0 { weight + more } else { weight * (0.8 + 0.3 * careful as f64) };
                set(8, (level * 3 + careful) * 4 + size, weight);
            }
        }
    }
    // Tolls grow: one more is no contradiction.
    let tolls: [f64; TOLL_LEVELS] = [0.1, 1.3, 2.2, -0.7, -1.6, 0.6, -0.3];
    for (level, weight) in tolls.into_iter().enumerate() {
        set(9, level, weight);
        set(10, level, weight);
    }
    let names =
        [[0.2, 0.7, 2.0], [0.1, 0.5, 1.3], [0.0, 0.2, 0.3], [-0.1, -0.1, -0.4], [-0.1, -0.2, -0.8], [-0.2, -0.3, -1.1]];
    for (level, weights) in names.into_iter().enumerate() {
        for script in 0..2 {
            for (place, weight) in weights.into_iter().enumerate() {
                // Across scripts more is lost.
                set(11, (level * 2 + script) * 3 + place, if script == 1 { weight * 0.7 } else { weight });
            }
        }
    }
    let texts: [f64; TEXT_LEVELS] = [-0.1, 0.1, 0.4, 0.8, 1.5, 2.5, 3.5, 4.5];
    for (level, weight) in texts.into_iter().enumerate() {
        for agree in 0..3 {
            set(12, level * 2 * 3 + agree, weight * 0.5);
            set(12, (level * 2 + 1) * 3 + agree, weight);
        }
    }
    set(13, 0, 5.0);
    set(14, 0, 0.4);
    set(14, 1, -1.5);
    set(15, 0, -0.5);
    out[usize::from(COUNTER_CLAIM)] = COUNTER_CLAIM_MILLI;
    out[usize::from(ONE_PUBLICATION)] = ONE_PUBLICATION_MILLI;
    out
}

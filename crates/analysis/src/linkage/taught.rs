//! Weights from a mission's own answers, of which there are tens or hundreds: too few for contrast, and dear enough to use each.
//!
//! Every weight, and the prior, starts from the default and is drawn to it. What was learnt from two thirds of the answers must then
//! say more than the default of the third that was held out; if it does not, nothing is learnt. Only then all answers are used.
//! An answer teaches by the two reports that were compared and by the local background as it was said to be then.

use super::background::Surroundings;
use super::features::{TABLES, compare};
use super::learn::{Drawn, Heap, fit, held};
use super::model::{Model, probability, words_most};
use super::reports::{Reports, Row};

/// What a person answered of two reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lesson {
    /// One report.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Whether both tell of one event.
    pub same: bool,
    /// What the local background added when it was proposed, in thousandths of a natural logarithm.
    pub background_milli: i32,
}

/// Below this many answers nothing is learnt: a third of fewer could not tell a better model from a lucky one.
pub const ANSWERS_LEAST: usize = 40;
/// Of each answer, the same and different, there must be this many: a heap of one kind teaches only how often people agree.
pub const OF_EACH_LEAST: usize = 10;
/// How strongly the prior is drawn to its default, in answers. People answer what was proposed, and not what was not: how often they
/// agree says little of how often two reports are of one event.
const PRIOR_PULL: f64 = 20.0;

/// The background as it was said to be.
struct Said(f32);

impl Surroundings for Said {
    fn ln_chance(&self, _: (u32, &Row), _: (u32, &Row), _: f32, _: f32, _: bool) -> f32 {
        self.0
    }
}

impl Model {
    /// The weights that these answers teach, over no background of their own; nothing if they are too few, or if what they teach does
    /// not hold for those of them that were held out.
    pub fn taught(reports: &Reports, lessons: &[Lesson]) -> Option<Self> {
        let same = lessons.iter().filter(|lesson| lesson.same).count();
        if lessons.len() < ANSWERS_LEAST || same < OF_EACH_LEAST || lessons.len() - same < OF_EACH_LEAST {
            return None;
        }
        let drawn: Vec<Drawn> = lessons.iter().map(|lesson| drawn(reports, lesson)).collect();
        let (out, seen): (Vec<Drawn>, Vec<Drawn>) = drawn.iter().partition(|one| one.held);
        if loss(&fitted(&seen), &out) >= loss(&Self::default(), &out) {
            return None;
        }
        Some(fitted(&drawn))
    }
}

fn drawn(reports: &Reports, lesson: &Lesson) -> Drawn {
    let ground = Said(-lesson.background_milli as f32 / 1000.0);
    let (a, b) = ((lesson.a, &reports.rows[lesson.a as usize]), (lesson.b, &reports.rows[lesson.b as usize]));
    let compared = compare(reports, &ground, a, b, 0);
    Drawn {
        levels: compared.levels,
        offset: -compared.ln_chance,
        weight: 1.0,
        heap: Heap::Labelled { same: lesson.same },
        held: held(reports, lesson.a, lesson.b),
    }
}

fn fitted(drawn: &[Drawn]) -> Model {
    let mut model = Model::default();
    // There are no control pairs among answers.
    fit(&mut model, drawn, 0.0, PRIOR_PULL, 1);
    model.words_most = words_most(&model.weights);
    model
}

/// What the answers cost a model that had to foretell them, by the logarithm; less is better.
fn loss(model: &Model, drawn: &[Drawn]) -> f64 {
    let of = |one: &Drawn| {
        let weights: i32 = (0..TABLES.len()).map(|table| model.weights[usize::from(one.levels[table])]).sum();
        let sum = model.prior_milli + weights + (one.offset * 1000.0).round() as i32;
        let p = probability(sum).clamp(1e-9, 1.0 - 1e-9);
        match one.heap {
            Heap::Labelled { same: true } => -p.ln(),
            _ => -(1.0 - p).ln(),
        }
    };
    drawn.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Dice, reports, world};
    use super::*;

    /// Pairs of a small world that are worth asking about, each with what a person answers who knows `truth`.
    fn asked(seed: u64, truth: impl Fn(f64, bool, &mut Dice) -> bool) -> (Reports, Vec<Lesson>) {
        let told = world(seed, 160, 4.0);
        let all = reports(&told);
        let model = Model::for_reports(&all);
        let mut dice = Dice(seed ^ 77);
        let mut lessons = Vec::new();
        for a in 0..all.len() as u32 {
            for b in a + 1..all.len() as u32 {
                let scored = model.score(&all, a, b);
                if scored.probability() < 0.05 {
                    continue;
                }
                let (one, other) = (&told[a as usize].evidence, &told[b as usize].evidence);
                let both = one.source_kind == other.source_kind;
                let same = truth(f64::from(scored.log_odds_milli) / 1000.0, both, &mut dice);
                lessons.push(Lesson { a, b, same, background_milli: scored.contributions[0].weight_milli });
            }
        }
        (all, lessons)
    }

    /// In this mission two sources of one kind are much less often of one event than by default.
    fn biased(log_odds: f64, one_kind: bool, dice: &mut Dice) -> bool {
        let log_odds = if one_kind { log_odds - 5.0 } else { log_odds };
        dice.chance(1.0 / (1.0 + (-log_odds).exp()))
    }

    #[test]
    fn answers_teach_what_is_otherwise_here_and_foretell_later_answers_better() {
        let (known, lessons) = asked(3, biased);
        let some = |most: usize| lessons.iter().copied().step_by(lessons.len() / most).collect::<Vec<_>>();
        let model = Model::taught(&known, &some(150)).expect("a bias so plain is learnt");
        let more = Model::taught(&known, &some(600)).expect("a bias so plain is learnt");
        let (fresh, later) = asked(4, biased);
        let drawn: Vec<Drawn> = later.iter().map(|lesson| drawn(&fresh, lesson)).collect();
        let losses = [Model::default(), model.clone(), more].map(|model| loss(&model, &drawn));
        assert!(losses[1] < 0.93 * losses[0] && losses[2] < 0.97 * losses[1], "{losses:?}");
        assert!(model.moved() > 0);
        // The same answers teach the same, to the last thousandth.
        let again = Model::taught(&known, &some(150)).unwrap();
        assert_eq!(again.fingerprint(), model.fingerprint());
        assert_ne!(model.fingerprint(), Model::default().fingerprint());
    }

    #[test]
    fn few_answers_answers_of_one_kind_and_answers_at_random_teach_nothing() {
        let (known, lessons) = asked(5, biased);
        assert!(Model::taught(&known, &lessons[..ANSWERS_LEAST - 1]).is_none());
        let agreed: Vec<Lesson> = lessons.iter().take(100).map(|lesson| Lesson { same: true, ..*lesson }).collect();
        assert!(Model::taught(&known, &agreed).is_none());
        // Who answers as the default foretells has nothing to teach, or next to nothing.
        let (known, lessons) = asked(6, |log_odds, _, dice| dice.chance(1.0 / (1.0 + (-log_odds).exp())));
        if let Some(model) = Model::taught(&known, &lessons) {
            let drawn: Vec<Drawn> = lessons.iter().map(|lesson| drawn(&known, lesson)).collect();
            assert!(loss(&model, &drawn) <= loss(&Model::default(), &drawn));
        }
    }

    #[test]
    fn a_counter_claim_stays_one_whatever_was_answered() {
        let (known, lessons) = asked(3, biased);
        let model = Model::taught(&known, &lessons).unwrap();
        let fixed = usize::from(super::super::features::COUNTER_CLAIM);
        assert_eq!(model.weights[fixed], Model::default().weights[fixed]);
    }
}

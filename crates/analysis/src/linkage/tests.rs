//! What must hold of every fusion, on a small world of its own making.

use super::*;
use proptest::prelude::*;

/// A small deterministic source of numbers.
pub(super) struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        crate::lineage::shingles::mixed(self.0)
    }
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
    pub fn chance(&mut self, probability: f64) -> bool {
        self.uniform() < probability
    }
    pub fn uniform(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
    /// Of mean 0 and spread 1.
    pub fn normal(&mut self) -> f64 {
        let (u, v) = (self.uniform().max(1e-12), self.uniform());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }
}

/// A report with its own strings.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub event: usize,
    pub evidence: Evidence<'static>,
    pub name: String,
    pub text: String,
}

impl Told {
    pub fn evidence(&self) -> Evidence<'_> {
        Evidence { place_name: Some(&self.name), text: Some(&self.text), ..self.evidence.clone() }
    }
}

const NAMES: [(&str, &str); 6] = [
    ("Sarmada", "سرمدة"),
    ("Bir Qamun", "بئر قامون"),
    ("Tell Mazra", "تل مزرا"),
    ("Kafr Dulab", "كفر دولاب"),
    ("Wadi Natrun", "وادي نطرون"),
    ("Beit Farsan", "بيت فرسان"),
];
const KINDS: [Kind; 5] = [Kind::MORTAR, Kind::ARTILLERY, Kind::SMALL_ARMS, Kind::DRONE_STRIKE, Kind::MINE];

/// `events` events over `days`, each told by one to five sources of different care. Errors are as stated.
pub(super) fn world(seed: u64, events: usize, days: f64) -> Vec<Told> {
    let mut dice = Dice(seed);
    let mut out = Vec::new();
    for event in 0..events {
        let (lat, lon) = (13.0 + dice.uniform() * 1.2, 41.0 + dice.uniform() * 1.2);
        let at = 1_600_000_000.0 + dice.uniform() * days * 86_400.0;
        let kind = KINDS[dice.below(5) as usize];
        let count = 1 + dice.below(30) as u32;
        let name = NAMES[dice.below(6) as usize];
        let accused = dice.below(2) as u32;
        for _ in 0..=dice.below(5) {
            let source_kind =
                [SourceKind::Monitor, SourceKind::Party, SourceKind::Media, SourceKind::Civil][dice.below(4) as usize];
            let precision_m = [300.0, 1_000.0, 3_000.0][dice.below(3) as usize];
            let off = precision_m * 0.67 / 111_195.0;
            let minutes = [5.0, 15.0, 30.0, 10.0][source_kind as usize - 1];
            let moment = (at + dice.normal() * minutes * 60.0) as i64;
            let day = (at as i64).div_euclid(86_400) * 86_400;
            let dated = dice.chance(0.1);
            let arabic = dice.chance(0.5);
            let said = if dice.chance(0.15) { Kind::EXPLOSION } else { kind };
            let told = (f64::from(count) * (0.2 * dice.normal()).exp()).round().max(1.0) as u32;
            out.push(Told {
                event,
                name: if arabic { name.1 } else { name.0 }.to_owned(),
                text: if arabic {
                    format!("سمع دوي {told} قرب {} حسب مصدر {}", name.1, dice.below(90))
                } else {
                    format!("{told} impacts were heard near {} said source {}", name.0, dice.below(90))
                },
                evidence: Evidence {
                    key: out.len() as u64 + 1,
                    source: Some(dice.below(60) as u32),
                    source_kind,
                    point: Some(Point {
                        lat: lat + dice.normal() * off,
                        lon: lon + dice.normal() * off / lat.to_radians().cos(),
                        precision_m: Some(precision_m as f32),
                    }),
                    when: Some(if dated {
                        When::Within { from: day, until: day + 86_400 }
                    } else {
                        When::At { moment, precision_s: 300 }
                    }),
                    published_at: Some(at as i64 + 3600 * dice.below(12) as i64),
                    kind: Some(said),
                    count: dice.chance(0.7).then_some(Tally { number: told, meant: Meant::Exactly }),
                    accused: dice.chance(0.6).then_some(accused),
                    accuser: dice.chance(0.3).then_some(1 - accused),
                    language: Tongue::tagged(if arabic { "ar" } else { "en" }),
                    ..Evidence::default()
                },
            });
        }
    }
    out
}

pub(super) fn reports<'a>(told: impl IntoIterator<Item = &'a Told>) -> Reports {
    let mut out = Reports::new();
    told.into_iter().for_each(|one| {
        out.push(&one.evidence());
    });
    out
}

/// Groups as sets of keys, so that two fusions of the same reports in another order can be compared.
pub(super) fn groups(reports: &Reports, cluster: &[u32]) -> std::collections::BTreeSet<Vec<u64>> {
    let mut by_first: std::collections::BTreeMap<u32, Vec<u64>> = std::collections::BTreeMap::new();
    for (at, first) in cluster.iter().enumerate() {
        by_first.entry(*first).or_default().push(reports.key(at as u32));
    }
    by_first
        .into_values()
        .map(|mut keys| {
            keys.sort_unstable();
            keys
        })
        .collect()
}

pub(super) fn pair_scores(told: &[Told], cluster: &[u32]) -> (f64, f64) {
    let (mut both, mut found, mut true_pairs) = (0.0, 0.0, 0.0);
    for a in 0..told.len() {
        for b in a + 1..told.len() {
            let (same, joined) = (told[a].event == told[b].event, cluster[a] == cluster[b]);
            true_pairs += f64::from(u8::from(same));
            found += f64::from(u8::from(joined));
            both += f64::from(u8::from(same && joined));
        }
    }
    (both / found, both / true_pairs)
}

#[test]
fn contributions_and_prior_add_up_and_do_not_depend_on_who_comes_first() {
    let told = world(1, 60, 3.0);
    let reports = reports(&told);
    let model = Model::for_reports(&reports);
    for a in 0..reports.len() as u32 {
        for b in (a + 1..reports.len() as u32).step_by(7) {
            let scored = model.score(&reports, a, b);
            let sum: i32 = scored.contributions.iter().map(|one| one.weight_milli).sum();
            assert_eq!(scored.prior_milli + sum, scored.log_odds_milli);
            let mut features: Vec<Feature> = scored.contributions.iter().map(|one| one.feature).collect();
            features.dedup();
            assert_eq!(features.len(), scored.contributions.len(), "each feature once");
            let turned = model.score(&reports, b, a);
            assert_eq!(turned.log_odds_milli, scored.log_odds_milli);
            for (one, other) in scored.contributions.iter().zip(&turned.contributions) {
                assert_eq!((one.feature, one.weight_milli), (other.feature, other.weight_milli));
            }
        }
    }
}

#[test]
fn a_missing_value_adds_exactly_nothing() {
    let told = world(2, 40, 2.0);
    let full = told[0].evidence();
    let bare = Evidence { key: 1_000, ..Evidence::default() };
    let mut reports = Reports::new();
    let (a, b) = (reports.push(&full), reports.push(&bare));
    let scored = Model::default().score(&reports, a, b);
    for one in &scored.contributions {
        if one.feature != Feature::Background && one.feature != Feature::SourceKinds {
            assert_eq!((one.weight_milli, one.detail), (0, Detail::Missing), "{:?}", one.feature);
        }
    }
    // Taking one value away takes its contribution away and changes no other but those it was compared with.
    let (without, with) = (Evidence { count: None, ..full.clone() }, full);
    let mut reports = Reports::new();
    let other = told.iter().skip(1).find(|one| one.evidence.count.is_some()).unwrap().evidence();
    let at = [
        reports.push(&Evidence { count: Some(Tally { number: 7, meant: Meant::Exactly }), ..with }),
        reports.push(&without),
        reports.push(&other),
    ];
    let model = Model::default();
    let (having, lacking) = (model.score(&reports, at[0], at[2]), model.score(&reports, at[1], at[2]));
    for (one, other) in having.contributions.iter().zip(&lacking.contributions) {
        if one.feature == Feature::Count {
            assert_ne!(one.weight_milli, 0);
            assert_eq!(other.weight_milli, 0);
        } else {
            assert_eq!(one, other);
        }
    }
}

#[test]
fn few_reports_are_grouped_without_learning() {
    let told = world(3, 80, 10.0);
    let reports = reports(&told);
    let fusion = fuse(&reports, &Model::for_reports(&reports), &[], Options::default()).unwrap();
    let (precision, recall) = pair_scores(&told, &fusion.cluster);
    assert!(precision > 0.9 && recall > 0.75, "precision {precision:.3}, recall {recall:.3}");
}

#[test]
fn two_blasts_at_one_hospital_on_two_days_stay_two() {
    let at = |key, day: i64, minute: i64| Evidence {
        key,
        source: Some(key as u32),
        source_kind: SourceKind::Civil,
        point: Some(Point { lat: 32.85, lon: 13.2, precision_m: Some(200.0) }),
        when: Some(When::At { moment: 1_579_000_000 + day * 86_400 + minute * 60, precision_s: 300 }),
        kind: Some(Kind::AIR_STRIKE),
        killed: Some(Toll { least: 2, most: 3 }),
        place_name: Some("Field hospital"),
        text: Some("an air strike hit the field hospital and killed three medics, said the health ministry"),
        language: Tongue::tagged("en"),
        ..Evidence::default()
    };
    let mut reports = Reports::new();
    for one in [at(1, 0, 0), at(2, 0, 9), at(3, 1, 2), at(4, 1, 12), at(5, 0, 4)] {
        reports.push(&one);
    }
    let fusion = fuse(&reports, &Model::default(), &[], Options::default()).unwrap();
    assert_eq!(fusion.cluster, [0, 0, 2, 2, 0]);
}

#[test]
fn a_counter_claim_is_not_the_same_allegation() {
    let claim = |key, accuser, accused| Evidence {
        key,
        source: Some(accuser),
        source_kind: SourceKind::Party,
        point: Some(Point { lat: 32.8, lon: 13.1, precision_m: Some(1_000.0) }),
        when: Some(When::At { moment: 1_579_000_000, precision_s: 600 }),
        kind: Some(Kind::ARTILLERY),
        accuser: Some(accuser),
        accused: Some(accused),
        ..Evidence::default()
    };
    let mut reports = Reports::new();
    for one in [claim(1, 7, 8), claim(2, 8, 7), Evidence { source: Some(3), ..claim(3, 7, 8) }] {
        reports.push(&one);
    }
    let fusion = fuse(&reports, &Model::default(), &[], Options::default()).unwrap();
    assert_eq!(fusion.cluster, [0, 1, 0]);
    let scored = Model::default().score(&reports, 0, 1);
    assert!(scored.contributions.iter().any(|one| one.detail == Detail::CounterClaim && one.weight_milli < -3_000));
}

#[test]
fn one_text_of_one_source_about_two_tolls_is_two_events() {
    let item = |key, killed, source| Evidence {
        key,
        source: Some(source),
        point: Some(Point { lat: 36.2, lon: 37.1, precision_m: Some(3_000.0) }),
        when: Some(When::Within { from: 1_479_945_600, until: 1_480_032_000 }),
        killed: Some(Toll { least: killed, most: killed }),
        text: Some("tens of air strikes and shells fell on several districts of the city during the day"),
        language: Tongue::tagged("en"),
        ..Evidence::default()
    };
    let mut reports = Reports::new();
    for one in [item(1, 4, 1), item(2, 9, 1), item(3, 4, 2)] {
        reports.push(&one);
    }
    let fusion = fuse(&reports, &Model::default(), &[], Options::default()).unwrap();
    assert_eq!(fusion.cluster, [0, 1, 0]);
}

#[test]
fn contradicting_decisions_are_named() {
    let told = world(4, 10, 2.0);
    let reports = reports(&told);
    let say = |a, b, verdict| Constraint { a, b, verdict };
    let decisions = [say(0, 1, Verdict::Same), say(1, 2, Verdict::Same), say(2, 0, Verdict::NotSame)];
    let found = fuse(&reports, &Model::default(), &decisions, Options::default()).unwrap_err();
    assert_eq!(found, Contradiction { a: 2, b: 0 });
}

#[test]
fn the_nearest_alternative_is_outside_and_says_why() {
    let told = world(5, 150, 2.0);
    let reports = reports(&told);
    let model = Model::for_reports(&reports);
    let fusion = fuse(&reports, &model, &[], Options::default()).unwrap();
    let alternatives = fusion.alternatives(&reports);
    let mut seen = 0;
    for (own, alternative) in alternatives.iter().enumerate() {
        let Some(alternative) = alternative else { continue };
        seen += 1;
        assert_ne!(fusion.cluster[own], fusion.cluster[alternative.report as usize]);
        let scored = model.score(&reports, own as u32, alternative.report);
        assert!((scored.probability() - alternative.probability).abs() < 1e-5);
        let strongest = fusion.edges.iter().filter(|edge| {
            (edge.a == own as u32 || edge.b == own as u32)
                && fusion.cluster[edge.a as usize] != fusion.cluster[edge.b as usize]
        });
        assert_eq!(strongest.map(|edge| edge.micro).max(), Some((alternative.probability * 1e6).round() as u32));
        if alternative.obstacle == Obstacle::GroupsApart {
            assert!(alternative.groups_mean < 0.4 && alternative.probability >= 0.4);
        }
    }
    assert!(seen > 20);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn one_after_another_ends_as_all_at_once(seed in 0u64..1_000, turn in 1usize..50, first in 0usize..40) {
        let mut told = world(seed, 60, 1.5);
        // Some without place, some without time, one of a whole district.
        for at in (0..told.len()).step_by(9) {
            told[at].evidence.point = None;
        }
        for at in (4..told.len()).step_by(11) {
            told[at].evidence.when = None;
        }
        told[2].evidence.point = Some(Point { lat: 13.5, lon: 41.5, precision_m: Some(30_000.0) });
        let whole = reports(&told);
        let model = Model::for_reports(&whole);
        let decisions = [(0, 5, Verdict::NotSame), (1, 7, Verdict::Same), (2, 3, Verdict::Unsure)];
        let constraints: Vec<Constraint> = decisions.iter().map(|(a, b, verdict)| Constraint { a: *a, b: *b, verdict: *verdict }).collect();
        let batch = fuse(&whole, &model, &constraints, Options::default()).unwrap();
        let mut turned = told.clone();
        turned.rotate_left(turn % told.len());
        turned.reverse();
        let mut live = Live::over(reports(&turned[..first]), model, Options::default());
        let at = |live: &Live, key: u64| (0..live.reports().len() as u32).find(|at| live.reports().key(*at) == key);
        let mut pending = constraints.clone();
        for one in &turned[first..] {
            let (number, group) = live.add(&one.evidence());
            prop_assert!(group.contains(&number));
            // Decisions come in as soon as both reports are there.
            pending.retain(|decision| {
                let (a, b) = (told[decision.a as usize].evidence.key, told[decision.b as usize].evidence.key);
                match (at(&live, a), at(&live, b)) {
                    (Some(a), Some(b)) => { live.decide(Constraint { a, b, verdict: decision.verdict }).unwrap(); false }
                    _ => true,
                }
            });
        }
        prop_assume!(pending.is_empty());
        prop_assert_eq!(groups(live.reports(), live.cluster()), groups(&whole, &batch.cluster));
    }

    #[test]
    fn order_and_threads_do_not_matter(seed in 0u64..1_000, turn in 1usize..50) {
        let told = world(seed, 60, 1.5);
        let mut turned = told.clone();
        turned.rotate_left(turn % told.len());
        turned.reverse();
        let (one, other) = (reports(&told), reports(&turned));
        let (model, model_turned) = (Model::for_reports(&one), Model::for_reports(&other));
        prop_assert_eq!(model.fingerprint(), model_turned.fingerprint());
        let first = fuse(&one, &model, &[], Options::default()).unwrap();
        let second = fuse(&other, &model_turned, &[], Options { threads: 3, ..Options::default() }).unwrap();
        prop_assert_eq!(groups(&one, &first.cluster), groups(&other, &second.cluster));
    }

    #[test]
    fn decisions_hold_whatever_the_numbers_say(seed in 0u64..1_000, picks in proptest::collection::vec((0usize..100, 0usize..100, 0u8..3), 1..12)) {
        let told = world(seed, 40, 1.0);
        let reports = reports(&told);
        let decisions: Vec<Constraint> = picks.iter().map(|(a, b, verdict)| Constraint {
            a: (a % told.len()) as u32,
            b: (b % told.len()) as u32,
            verdict: [Verdict::Same, Verdict::NotSame, Verdict::Unsure][usize::from(*verdict)],
        }).filter(|one| one.a != one.b).collect();
        let Ok(fusion) = fuse(&reports, &Model::for_reports(&reports), &decisions, Options::default()) else {
            return Ok(());
        };
        for one in &decisions {
            let joined = fusion.cluster[one.a as usize] == fusion.cluster[one.b as usize];
            match one.verdict {
                Verdict::Same => prop_assert!(joined),
                Verdict::NotSame => prop_assert!(!joined),
                Verdict::Unsure => {}
            }
        }
    }

    #[test]
    fn exchanging_parties_and_languages_changes_no_group(seed in 0u64..1_000) {
        let told = world(seed, 60, 1.5);
        let mut swapped = told.clone();
        for one in &mut swapped {
            let other = |party: Option<Symbol>| party.map(|party| 1 - party);
            one.evidence.accused = other(one.evidence.accused);
            one.evidence.accuser = other(one.evidence.accuser);
            let arabic = one.evidence.language == Tongue::tagged("ar");
            one.evidence.language = Tongue::tagged(if arabic { "en" } else { "ar" });
        }
        let (one, other) = (reports(&told), reports(&swapped));
        let model = Model::for_reports(&one);
        let (first, second) = (
            fuse(&one, &model, &[], Options::default()).unwrap(),
            fuse(&other, &model, &[], Options::default()).unwrap(),
        );
        prop_assert_eq!(first.cluster, second.cluster);
    }
}

/// For pairs given a probability within each band: how many there are, the mean given, and the share that is right.
fn calibration(told: &[Told], edges: &[Edge], bands: &[(f64, f64)]) -> Vec<(usize, f64, f64)> {
    let band = |(from, until): &(f64, f64)| {
        let inside: Vec<_> = edges
            .iter()
            .map(|edge| (edge, f64::from(edge.micro) / 1e6))
            .filter(|(_, p)| p >= from && p < until)
            .collect();
        let right = inside.iter().filter(|(edge, _)| told[edge.a as usize].event == told[edge.b as usize].event);
        let right = right.count() as f64 / inside.len() as f64;
        (inside.len(), inside.iter().map(|(_, p)| p).sum::<f64>() / inside.len() as f64, right)
    };
    bands.iter().map(band).collect()
}

#[test]
fn what_is_learnt_without_labels_is_calibrated_and_groups_better() {
    let told = world(11, 4_000, 14.0);
    let reports = reports(&told);
    let plain = fuse(&reports, &Model::for_reports(&reports), &[], Options::default()).unwrap();
    let model = Model::learnt(&reports, &[], 2);
    assert_eq!(model.fingerprint(), Model::learnt(&reports, &[], 1).fingerprint());
    let fusion = fuse(&reports, &model, &[], Options::default()).unwrap();
    let (at_once, fused) = learn_and_fuse(&reports, &[], &[], Options { threads: 2, ..Options::default() }).unwrap();
    assert_eq!((at_once.fingerprint(), &fused.cluster), (model.fingerprint(), &fusion.cluster));
    assert_eq!(fused.edges, fusion.edges);
    let bands = [(0.05, 0.35), (0.35, 0.65), (0.65, 0.85), (0.85, 0.95), (0.95, 1.01)];
    for (count, given, right) in calibration(&told, &fusion.edges, &bands) {
        let noise = 3.0 * (given * (1.0 - given) / count as f64).sqrt();
        assert!(
            count > 30 && (given - right).abs() < 0.08 + noise,
            "{count} pairs given {given:.3} are right in {right:.3}"
        );
    }
    let harmony = |(precision, recall): (f64, f64)| 2.0 * precision * recall / (precision + recall);
    let (before, after) = (harmony(pair_scores(&told, &plain.cluster)), harmony(pair_scores(&told, &fusion.cluster)));
    assert!(after > before && after > 0.9, "pair F1 by default {before:.3}, learnt {after:.3}");
}

#[test]
fn reports_read_in_pieces_are_grouped_as_one_set() {
    let mut told = world(13, 60, 2.0);
    (told[4].evidence.media, told[40].evidence.media) = (&[7, 9], &[9, 11]);
    let whole = reports(&told);
    let cluster = fuse(&whole, &Model::for_reports(&whole), &[], Options::default()).unwrap().cluster;
    for (cuts, threads) in
        [(vec![0, told.len()], 1), (vec![0, 17, 17, 90, told.len()], 2), (vec![0, 1, 30, told.len()], 5)]
    {
        let pieces = cuts.windows(2).map(|cut| reports(&told[cut[0]..cut[1]])).collect();
        let (arranged, order) = Reports::arranged(pieces, threads);
        let model = Model::for_reports(&arranged);
        let own = fuse(&arranged, &model, &[], Options { threads, ..Options::default() }).unwrap().cluster;
        for (at, before) in order.iter().enumerate() {
            assert_eq!(arranged.key(at as u32), whole.key(*before));
            assert_eq!(arranged.media(&arranged.rows[at]), whole.media(&whole.rows[*before as usize]));
            assert_eq!(arranged.runs(&arranged.rows[at]), whole.runs(&whole.rows[*before as usize]));
            assert_eq!(order[own[at] as usize], cluster[*before as usize]);
        }
    }
    assert!(Reports::arranged(Vec::new(), 2).0.is_empty());
}

#[test]
fn labels_teach_what_contrast_cannot() {
    // Too few reports to learn from contrast; people confirm that here a large difference of counts means nothing.
    let told = world(12, 40, 3.0);
    let reports = reports(&told);
    let mut labels = Vec::new();
    for a in 0..reports.len() as u32 {
        for b in a + 1..reports.len() as u32 {
            let (one, other) = (&told[a as usize], &told[b as usize]);
            if one.event == other.event || (a + b) % 11 == 0 {
                labels.push(Label { a, b, same: one.event == other.event });
            }
        }
    }
    let (plain, taught) = (Model::for_reports(&reports), Model::learnt(&reports, &labels, 1));
    let loss = |model: &Model| -> f64 {
        let each = labels.iter().map(|label| {
            let p = model.score(&reports, label.a, label.b).probability().clamp(1e-9, 1.0 - 1e-9);
            -(if label.same { p } else { 1.0 - p }).ln()
        });
        each.sum::<f64>() / labels.len() as f64
    };
    assert!(loss(&taught) < 0.8 * loss(&plain), "{} against {}", loss(&taught), loss(&plain));
}

#[test]
fn blocking_finds_every_pair_that_is_near_and_timely() {
    let mut told = world(21, 150, 1.0);
    told[3].evidence.point = Some(Point { lat: 13.6, lon: 41.6, precision_m: Some(60_000.0) });
    told[9].evidence.point = Some(Point { lat: 13.6, lon: 41.6, precision_m: Some(9_000.0) });
    told[11].evidence.when = Some(When::Within { from: 1_600_000_000, until: 1_600_200_000 });
    let reports = reports(&told);
    let mut fast: Vec<(u32, u32)> =
        candidates::Blocks::new(&reports, 2).pairs(2, |_| 0, |a, b| Some((a.min(b), a.max(b))));
    fast.sort_unstable();
    let mut slow = Vec::new();
    for a in 0..reports.len() as u32 {
        for b in a + 1..reports.len() as u32 {
            let (one, other) = (&reports.rows[a as usize], &reports.rows[b as usize]);
            if candidates::near(one, other) && candidates::timely(one, other) {
                slow.push((a, b));
            }
        }
    }
    assert!(slow.len() > 1_000);
    assert_eq!(fast, slow);
}

#[test]
fn no_pair_is_kept_that_is_too_far_apart_to_be_compared() {
    let told = world(12, 120, 3.0);
    let reports = reports(&told);
    let fused = fuse(&reports, &Model::for_reports(&reports), &[], Options::default()).unwrap();
    assert!(fused.edges.iter().all(|edge| reports.comparable(edge.a, edge.b)));
    let all = reports.len() as u32;
    let far = (0..all).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|(a, b)| !reports.comparable(*a, *b));
    assert!(far.count() > 1_000);
}

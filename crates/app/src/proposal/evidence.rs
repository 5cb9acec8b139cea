//! A report as it is compared, and what was found, as it is kept.

use crate::rows::area_of;
use mirqab_analysis::linkage::{
    Contribution as Said, Detail, Evidence, Kind, Meant, Point, Scored, SourceKind, Tally, Toll, Tongue, When,
};
use mirqab_domain::incident::Contribution;
use mirqab_domain::report::{Channel, OccurredPrecision, State};
use mirqab_vocabulary::{Code, Line, Quality, ViolationKind, Weapon, WeaponClass};
use std::collections::BTreeMap;

pub(super) fn permille(scored: &Scored) -> u16 {
    (scored.probability() * 1000.0).round().clamp(0.0, 1000.0) as u16
}

pub(super) fn contributions(scored: &Scored) -> anyhow::Result<Vec<Contribution>> {
    let of = |feature: &str, weight_milli: i32, facts: &[(&str, i64)]| {
        let facts = facts.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
        Ok(Contribution { feature: Line::parse(feature)?, weight_milli, facts })
    };
    let each = scored.contributions.iter().map(|said| of(said.feature.code(), said.weight_milli, &facts(said)));
    std::iter::once(of("prior", scored.prior_milli, &[])).chain(each).collect()
}

/// What was compared, as whole numbers.
fn facts(said: &Said) -> Vec<(&'static str, i64)> {
    let whole = |number: f32| number.round() as i64;
    match said.detail {
        Detail::Missing => vec![("missing", 1)],
        Detail::Expected { reports } => vec![("expected_milli", whole(reports * 1000.0))],
        Detail::Distance { metres, precision_m } => {
            vec![("apart_m", whole(metres)), ("precision_m", whole(precision_m))]
        }
        Detail::Apart { minutes } => vec![("apart_min", whole(minutes))],
        Detail::Numbers { a, b } => vec![("a", i64::from(a)), ("b", i64::from(b))],
        Detail::Likeness { percent } => vec![("percent", i64::from(percent))],
        Detail::Same(same) => vec![("same", i64::from(same))],
        Detail::CounterClaim => vec![("counter_claim", 1)],
        Detail::Values => Vec::new(),
    }
}

/// Numbers for names, so that only sameness counts.
#[derive(Default)]
struct Names(BTreeMap<String, u32>);

impl Names {
    fn number(&mut self, room: &str, name: &str) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(format!("{room}:{name}")).or_insert(next)
    }

    /// The sources, of these, that a text names.
    fn credits(&mut self, state: &State, sources: &BTreeMap<&str, String>) -> Vec<u32> {
        let words = format!(" {} ", crate::fold::words(state.draft.text.as_str()));
        let own = state.draft.source.as_str();
        let named = sources.iter().filter(|(name, folded)| **name != own && words.contains(folded.as_str()));
        named.map(|(name, _)| self.number("source", name)).collect()
    }
}

/// Hands over the reports as they are compared.
pub(super) fn with_evidence<T>(states: &[State], positions: &[u64], work: impl FnOnce(&[Evidence<'_>]) -> T) -> T {
    let mut names = Names::default();
    let media: Vec<Vec<u64>> = states.iter().map(media).collect();
    // Each source's name is folded once, however many reports it made.
    let mut sources: BTreeMap<&str, String> = BTreeMap::new();
    for name in states.iter().map(|state| state.draft.source.as_str()) {
        sources.entry(name).or_insert_with(|| format!(" {} ", crate::fold::words(name)));
    }
    let credits: Vec<Vec<u32>> = states.iter().map(|state| names.credits(state, &sources)).collect();
    let of = |index: usize| evidence(&states[index], positions[index], &mut names, &media[index], &credits[index]);
    let all: Vec<Evidence<'_>> = (0..states.len()).map(of).collect();
    work(&all)
}

fn media(state: &State) -> Vec<u64> {
    let hash = |text: &str| u64::from_str_radix(text.get(..16)?, 16).ok();
    state.draft.attachments.iter().filter_map(|file| hash(file.blob.as_str())).collect()
}

fn evidence<'a>(
    state: &'a State,
    position: u64,
    names: &mut Names,
    media: &'a [u64],
    credits: &'a [u32],
) -> Evidence<'a> {
    let draft = &state.draft;
    let source = names.number("source", draft.source.as_str());
    let (from, until) = (draft.occurred.from().unix_s(), draft.occurred.to().unix_s());
    let when = match draft.occurred_precision {
        OccurredPrecision::Stated if from == until => When::At { moment: from, precision_s: 300 },
        _ => When::Within { from, until },
    };
    let toll = |least, most| Toll { least, most };
    Evidence {
        key: position,
        source: Some(source),
        voice: Some(draft.reported_by.as_ref().map_or(source, |party| names.number("party", party.as_str()))),
        source_kind: match draft.channel {
            Channel::Observer => SourceKind::Monitor,
            Channel::Party => SourceKind::Party,
            Channel::Media => SourceKind::Media,
            Channel::Civilian | Channel::Hotline => SourceKind::Civil,
            Channel::Sensor => SourceKind::Sensor,
        },
        point: area_of(&draft.place).map(|(at, radius_m)| Point {
            lat: at.lat(),
            lon: at.lon(),
            precision_m: Some(radius_m as f32),
        }),
        when: Some(when),
        published_at: Some(draft.received_at.unix_s()),
        kind: kind(draft.kind, &draft.weapon),
        weapon: (draft.weapon.class != WeaponClass::Unknown).then(|| names.number("weapon", draft.weapon.class.code())),
        count: draft.observations.iter().map(|seen| seen.count).max().filter(|count| count.number > 0).map(|count| {
            Tally {
                number: count.number,
                meant: match count.quality {
                    Quality::Exact => Meant::Exactly,
                    Quality::About => Meant::About,
                    Quality::AtLeast => Meant::AtLeast,
                },
            }
        }),
        killed: draft.harm.map(|harm| toll(harm.killed_min, harm.killed_max)),
        injured: draft.harm.map(|harm| toll(harm.injured_min, harm.injured_max)),
        accused: draft.accused.as_ref().map(|party| names.number("party", party.as_str())),
        accuser: draft.reported_by.as_ref().map(|party| names.number("party", party.as_str())),
        place_name: draft.place.name().map(Line::as_str).and_then(left),
        text: left(draft.text.as_str()),
        language: Tongue::tagged(draft.language.code()),
        media,
        credits,
    }
}

/// What is left of a report's words. That two of them are erased makes them no more alike.
fn left(words: &str) -> Option<&str> {
    (words != mirqab_domain::report::ERASED && words != "[withheld]").then_some(words)
}

/// A kind as it is compared. What names a consequence or a judgement (an attack on civilians, damage, "no violation") may be any act:
/// it says nothing.
fn kind(kind: ViolationKind, weapon: &Weapon) -> Option<Kind> {
    Some(match kind {
        ViolationKind::SmallArmsFire => Kind::SMALL_ARMS,
        ViolationKind::SniperFire => Kind::SNIPER,
        ViolationKind::HeavyMachineGunFire => Kind::HEAVY_MACHINE_GUN,
        ViolationKind::ExchangeOfFire => Kind::FIRE,
        ViolationKind::Shelling => match weapon.class {
            WeaponClass::Mortar => Kind::MORTAR,
            WeaponClass::Artillery => Kind::ARTILLERY,
            WeaponClass::RocketLauncher => Kind::ROCKETS,
            WeaponClass::Tank => Kind::TANK_FIRE,
            WeaponClass::RocketPropelledGrenade => Kind::ROCKET_GRENADE,
            _ => Kind::SHELLING,
        },
        ViolationKind::AirStrike => Kind::AIR_STRIKE,
        ViolationKind::ArmedDroneStrike => Kind::DRONE_STRIKE,
        ViolationKind::UndeterminedExplosion => Kind::EXPLOSION,
        ViolationKind::Mine if weapon.class == WeaponClass::ImprovisedDevice => Kind::IED,
        ViolationKind::Mine => Kind::MINE,
        ViolationKind::AttackOnCivilians | ViolationKind::InfrastructureDamage | ViolationKind::NotAViolation => {
            return None;
        }
        other => Kind::other(ViolationKind::ALL.iter().position(|kind| *kind == other)?.try_into().ok()?),
    })
}

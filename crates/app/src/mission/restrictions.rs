//! Restrictions, counted: by kind, and by party with what they are counted against.

use mirqab_domain::mission::{Patrol, Restriction, RestrictionKind, State};
use mirqab_vocabulary::{Coordinates, Interval, PartyCode};

/// How near a restriction must lie to an incident to be offered as the reason why it was not verified.
const NEAR_M: f64 = 50_000.0;
/// And how many days after it: visits are tried for weeks.
const AFTER_S: i64 = 31 * 86_400;

/// What one party, or somebody unknown, did; the same columns for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyLine {
    /// The party; nobody for those of whom it is not known.
    pub by: Option<PartyCode>,
    /// How many of each kind, in the order of `RestrictionKind::ALL`.
    pub kinds: Vec<u64>,
    /// All of them.
    pub total: u64,
    /// How many of them although they had been notified.
    pub notified: u64,
    /// For how long in all, seconds.
    pub lasted_s: i64,
    /// Patrols planned of which this party had been notified; not known for nobody.
    pub patrols_notified: Option<u64>,
}

/// The restrictions of a period, counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// For each party in the given order, then for nobody known.
    pub lines: Vec<PartyLine>,
    /// How many of each kind.
    pub kinds: Vec<u64>,
    /// Patrols planned to be out in the period.
    pub planned: u64,
    /// Those of them that set out.
    pub set_out: u64,
}

/// Whether a stretch of time touches another.
fn touches(a: Interval, b: Interval) -> bool {
    a.from() <= b.to() && b.from() <= a.to()
}

/// The restrictions that count and touch a period, newest first, each with its number.
pub fn listed(state: &State, during: Option<Interval>) -> Vec<(u32, &Restriction)> {
    let within = |one: &(u32, &Restriction)| during.is_none_or(|during| touches(one.1.during, during));
    let mut found: Vec<_> = state.standing_restrictions().filter(within).collect();
    found.sort_by_key(|(number, one)| (std::cmp::Reverse(one.during.from()), std::cmp::Reverse(*number)));
    found
}

/// Counts them. Parties that did nothing have a line of zeros like everybody else.
pub fn counted(
    found: &[(u32, &Restriction)],
    parties: &[PartyCode],
    patrols: &[Patrol],
    during: Option<Interval>,
) -> Counted {
    let out: Vec<&Patrol> =
        patrols.iter().filter(|patrol| during.is_none_or(|during| touches(patrol.plan.during, during))).collect();
    let count = |of: &dyn Fn(&Restriction) -> bool| found.iter().filter(|(_, one)| of(one)).count() as u64;
    let line = |by: Option<PartyCode>| {
        let own = |one: &Restriction| one.by == by;
        PartyLine {
            kinds: RestrictionKind::ALL.iter().map(|kind| count(&|one| own(one) && one.kind == *kind)).collect(),
            total: count(&own),
            notified: count(&|one| own(one) && one.notified == Some(true)),
            lasted_s: found.iter().filter(|(_, one)| own(one)).map(|(_, one)| one.during.length_s()).sum(),
            patrols_notified: by
                .as_ref()
                .map(|party| out.iter().filter(|patrol| patrol.plan.notified.contains(party)).count() as u64),
            by,
        }
    };
    // A party that an agreement does not name is counted by its code after those that one does.
    let mut all: Vec<PartyCode> = parties.to_vec();
    for party in found.iter().filter_map(|(_, one)| one.by.clone()) {
        if !all.contains(&party) {
            all.push(party);
        }
    }
    Counted {
        lines: all.into_iter().map(Some).chain([None]).map(line).collect(),
        kinds: RestrictionKind::ALL.iter().map(|kind| count(&|one| one.kind == *kind)).collect(),
        planned: out.len() as u64,
        set_out: out.iter().filter(|patrol| patrol.set_out.is_some()).count() as u64,
    }
}

/// Restrictions that may be why an incident could not be verified: those that touch the month after it began and lie within 50 km of
/// it, the nearest in place first. Which party imposed them changes nothing.
pub fn near(state: &State, at: Option<(Coordinates, u32)>, occurred: Interval) -> Vec<(u32, &Restriction, f64)> {
    let Some((place, radius_m)) = at else { return Vec::new() };
    let Ok(window) = Interval::new(occurred.from(), occurred.to().plus_s(AFTER_S)) else { return Vec::new() };
    let metres = |other: Coordinates| {
        let north = (other.lat() - place.lat()) * 111_195.0;
        let east = (other.lon() - place.lon()) * 111_195.0 * place.lat().to_radians().cos();
        north.hypot(east)
    };
    let mut found: Vec<_> = state
        .standing_restrictions()
        .filter(|(_, one)| touches(one.during, window))
        .map(|(number, one)| (number, one, metres(one.at)))
        .filter(|(_, _, far)| *far <= NEAR_M + f64::from(radius_m))
        .collect();
    found.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.0.cmp(&b.0)));
    found
}

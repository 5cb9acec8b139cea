//! Looks for an act that meets conditions: the example that proves a contradiction, or none, which makes an article unreachable.
//!
//! Facts are filled in one after another. What no condition can meet any more is left at once, which three truths make possible.
//! LIMIT: places are tried at the corners, the middles and a grid of each line and area, and beyond the distances that conditions name.

use super::applies::{Act, Circumstances};
use super::condition::{Circumstance, Condition, Truth};
use super::ground::{Survey, measure};
use super::{Agreement, Form};
use mirqab_vocabulary::{Code, Coordinates, Instant, Interval, LocalDay, ViolationKind, WeaponClass};
use std::collections::BTreeSet;

/// So many acts are tried for one question.
const MOST: u32 = 20_000;
const GRID: i32 = 7;

/// The values that make a difference to some conditions.
#[derive(Default)]
struct Mentioned {
    kinds: BTreeSet<ViolationKind>,
    weapons: BTreeSet<WeaponClass>,
    calibres: BTreeSet<u16>,
    actors: BTreeSet<String>,
    times: BTreeSet<Instant>,
    distances: BTreeSet<(String, i64)>,
    places: BTreeSet<String>,
    circumstances: BTreeSet<Circumstance>,
}

impl Mentioned {
    fn by(conditions: &[&Condition]) -> Self {
        let mut all = Self::default();
        for condition in conditions {
            condition.each(&mut |leaf| all.note(leaf));
        }
        all
    }

    fn note(&mut self, leaf: &Condition) {
        match leaf {
            Condition::Act(kinds) => self.kinds.extend(kinds),
            Condition::Weapon(classes) => self.weapons.extend(classes),
            Condition::Calibre(from, to) => {
                let ends = [*from - 1, *from, *to, *to + 1];
                self.calibres.extend(ends.iter().filter_map(|mm| u16::try_from(*mm).ok()));
            }
            Condition::Actor(codes) => self.actors.extend(codes.iter().cloned()),
            Condition::Time(from, to) => self.times.extend(from.iter().chain(to)),
            Condition::Inside(key) => {
                self.places.insert(key.clone());
            }
            Condition::Distance(key, from, to) => {
                self.places.insert(key.clone());
                self.distances.extend([*from, *to].map(|metres| (key.clone(), metres)));
            }
            Condition::Given(circumstance) => {
                self.circumstances.insert(*circumstance);
            }
            _ => {}
        }
    }
}

/// An act that meets all conditions under somebody's reading, or none.
pub(super) fn meeting(agreement: &Agreement, conditions: &[&Condition]) -> Option<Act> {
    let mentioned = Mentioned::by(conditions);
    let (earliest, latest) = span(agreement, &mentioned)?;
    let mut search = Search {
        agreement,
        conditions,
        points: points(agreement, &mentioned),
        times: times(agreement, &mentioned, latest),
        mentioned,
        tried: 0,
    };
    let act = Act {
        kind: None,
        weapon: WeaponClass::Unknown,
        calibre_mm: None,
        actor: None,
        occurred: Interval::new(earliest, latest).ok()?,
        day: day_of(latest),
        at: None,
        circumstances: Circumstances::default(),
    };
    search.fill(act, 0)
}

/// From the earliest to the latest time that makes a difference.
fn span(agreement: &Agreement, mentioned: &Mentioned) -> Option<(Instant, Instant)> {
    let from_zones = agreement.zones.iter().map(|zone| start_of(zone.from));
    let all: Vec<Instant> = mentioned.times.iter().copied().chain(agreement.force_from).chain(from_zones).collect();
    // A text that never came into force and names no time is tried on any day.
    let any = Instant::parse("2000-01-01T00:00:00Z").ok()?;
    let first = all.iter().min().copied().unwrap_or(any);
    let last = all.iter().max().copied().unwrap_or(any);
    Some((first.plus_s(-DAY), last.plus_s(DAY)))
}

const DAY: i64 = 86_400;

/// The day in universal time: an example need not be exact to a zone.
fn day_of(at: Instant) -> LocalDay {
    let text = at.to_string();
    LocalDay::parse(text.get(..10).unwrap_or_default())
        .unwrap_or_else(|_| unreachable!("an instant begins with its day"))
}

fn start_of(day: LocalDay) -> Instant {
    Instant::parse(&format!("{day}T12:00:00Z")).unwrap_or_else(|_| unreachable!("a day has a noon"))
}

fn times(agreement: &Agreement, mentioned: &Mentioned, latest: Instant) -> Vec<Instant> {
    let used = agreement.zones.iter().filter(|zone| mentioned.places.contains(&zone.key));
    let zones = used.map(|zone| start_of(zone.from));
    let named = mentioned.times.iter().flat_map(|at| [at.plus_s(-1), *at]);
    let all: BTreeSet<Instant> = zones.chain(named).chain(agreement.force_from).collect();
    let binds = |at: &Instant| {
        agreement.force_from.is_none_or(|from| from <= *at) && agreement.force_to.is_none_or(|to| *at < to)
    };
    let all: Vec<Instant> = all.into_iter().filter(binds).collect();
    if all.is_empty() { vec![agreement.force_from.unwrap_or(latest)] } else { all }
}

fn points(agreement: &Agreement, mentioned: &Mentioned) -> Vec<Coordinates> {
    let mut points = BTreeSet::new();
    for zone in agreement.zones.iter().filter(|zone| mentioned.places.contains(&zone.key)) {
        let mut add = |lat: f64, lon: f64| points.extend(Coordinates::from_degrees(lat, lon));
        if zone.form == Form::Area {
            grid(zone).into_iter().for_each(|(lat, lon)| add(lat, lon));
        }
        for pair in zone.points.windows(2) {
            add((pair[0].lat() + pair[1].lat()) / 2.0, (pair[0].lon() + pair[1].lon()) / 2.0);
        }
        for (_, metres) in mentioned.distances.iter().filter(|(key, _)| *key == zone.key) {
            for beyond in [*metres as f64 * 0.9, *metres as f64 * 1.1 + 1.0] {
                let away = beyond / 111_320.0;
                for point in zone.points.iter().take(4) {
                    let across = away / point.lat().to_radians().cos().max(0.01);
                    for (lat, lon) in [(away, 0.0), (-away, 0.0), (0.0, across), (0.0, -across)] {
                        add(point.lat() + lat, point.lon() + lon);
                    }
                }
            }
        }
        let far = zone.points.iter().map(|point| (point.lat() - 3.0, point.lon() - 3.0));
        far.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))).into_iter().for_each(|(lat, lon)| add(lat, lon));
    }
    points.into_iter().collect()
}

/// Points in rows over a line's or an area's extent.
fn grid(zone: &super::Zone) -> Vec<(f64, f64)> {
    let ends = |all: Vec<f64>| {
        let low = all.iter().copied().fold(f64::INFINITY, f64::min);
        (low, all.iter().copied().fold(f64::NEG_INFINITY, f64::max))
    };
    let (south, north) = ends(zone.points.iter().map(|point| point.lat()).collect());
    let (west, east) = ends(zone.points.iter().map(|point| point.lon()).collect());
    let part = |number: i32| (f64::from(number) + 0.5) / f64::from(GRID);
    let row = |row: i32| {
        (0..GRID).map(move |column| (south + (north - south) * part(row), west + (east - west) * part(column)))
    };
    (0..GRID).flat_map(row).collect()
}

struct Search<'a> {
    agreement: &'a Agreement,
    conditions: &'a [&'a Condition],
    mentioned: Mentioned,
    points: Vec<Coordinates>,
    times: Vec<Instant>,
    tried: u32,
}

impl Search<'_> {
    /// Fills in the facts from the given one on.
    fn fill(&mut self, act: Act, step: usize) -> Option<Act> {
        self.tried += 1;
        match self.stands(&act) {
            _ if self.tried > MOST => return None,
            Some(false) => return None,
            Some(true) => return Some(act),
            None => {}
        }
        for next in self.choices(&act, step)? {
            if let Some(found) = self.fill(next, step + 1) {
                return Some(found);
            }
        }
        None
    }

    /// Whether all conditions hold under one reading, or one of them cannot hold under any.
    fn stands(&self, act: &Act) -> Option<bool> {
        let survey = Survey::new(self.agreement, act);
        let parties = self.agreement.parties.iter().map(|party| Some(&party.code));
        let mut open = false;
        for reader in parties {
            let ground = survey.ground(reader, None);
            let truths = self.conditions.iter().map(|condition| condition.truth(act, &ground));
            let (mut no, mut unknown) = (false, false);
            for truth in truths {
                no |= matches!(truth, Truth::No(_));
                unknown |= matches!(truth, Truth::Unknown(..));
            }
            if !no && !unknown {
                return Some(true);
            }
            open |= !no;
        }
        if open { None } else { Some(false) }
    }

    /// The act with each value of the next fact that makes a difference; nothing when all are filled in.
    fn choices(&self, act: &Act, step: usize) -> Option<Vec<Act>> {
        let mentioned = &self.mentioned;
        let with = |change: &dyn Fn(&mut Act)| {
            let mut act = act.clone();
            change(&mut act);
            act
        };
        let circumstances = Circumstance::ALL.len();
        Some(match step {
            0 => {
                let other = ViolationKind::ALL.iter().find(|kind| !mentioned.kinds.contains(kind));
                mentioned.kinds.iter().chain(other).map(|kind| with(&|act| act.kind = Some(*kind))).collect()
            }
            1 => {
                let other = WeaponClass::ALL.iter().skip(1).find(|class| !mentioned.weapons.contains(class));
                mentioned.weapons.iter().chain(other).map(|class| with(&|act| act.weapon = *class)).collect()
            }
            2 if mentioned.calibres.is_empty() => vec![act.clone()],
            2 => mentioned.calibres.iter().map(|mm| with(&|act| act.calibre_mm = Some(*mm))).collect(),
            3 => {
                let first = self.agreement.parties.iter().map(|party| party.code.as_str());
                let named = mentioned.actors.iter().map(String::as_str).chain(first).collect::<BTreeSet<_>>();
                named.into_iter().map(|actor| with(&|act| act.actor = Some(actor.to_owned()))).collect()
            }
            4 => {
                let at = self.times.iter();
                at.filter_map(|at| Interval::new(*at, *at).ok())
                    .map(|during| {
                        with(&|act| {
                            act.occurred = during;
                            act.day = day_of(during.from());
                        })
                    })
                    .collect()
            }
            step if step < 5 + circumstances => {
                let circumstance = Circumstance::ALL[step - 5];
                if !mentioned.circumstances.contains(&circumstance) {
                    return Some(vec![act.clone()]);
                }
                [true, false]
                    .iter()
                    .map(|known| with(&|act| act.circumstances.set(circumstance, Some(*known))))
                    .collect()
            }
            step if step == 5 + circumstances => {
                self.points.iter().map(|point| with(&|act| act.at = Some((*point, 0)))).collect()
            }
            _ => return None,
        })
    }
}

/// Two areas have an inner point in common; two versions that hold at different times are not asked for.
pub(super) fn overlap(one: &super::Zone, other: &super::Zone) -> bool {
    if one.form == Form::Line || other.form == Form::Line {
        return false;
    }
    let shares = |inner: &super::Zone, outer: &super::Zone| {
        let corners = inner.points.iter().map(|point| (point.lat(), point.lon()));
        // Common borders are no overlap: a metre of depth is asked for.
        let deep = |zone: &super::Zone, lat: f64, lon: f64| {
            let (inside, edge_m) = measure(zone, lat, lon);
            inside && edge_m > 1.0
        };
        let mut points: Vec<(f64, f64)> =
            grid(inner).into_iter().filter(|(lat, lon)| deep(inner, *lat, *lon)).collect();
        points.extend(corners);
        points.into_iter().any(|(lat, lon)| deep(outer, lat, lon))
    };
    shares(one, other) || shares(other, one) || crossing(one, other)
}

fn crossing(one: &super::Zone, other: &super::Zone) -> bool {
    let edges = |zone: &super::Zone| {
        let points: Vec<(f64, f64)> = zone.points.iter().map(|point| (point.lon(), point.lat())).collect();
        (0..points.len()).map(|n| (points[n], points[(n + 1) % points.len()])).collect::<Vec<_>>()
    };
    let side = |a: (f64, f64), b: (f64, f64), c: (f64, f64)| (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
    let others = edges(other);
    edges(one).iter().any(|(a, b)| {
        others
            .iter()
            .any(|(c, d)| side(*a, *b, *c) * side(*a, *b, *d) < 0.0 && side(*c, *d, *a) * side(*c, *d, *b) < 0.0)
    })
}

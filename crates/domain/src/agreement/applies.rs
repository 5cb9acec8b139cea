//! Does an article apply to an act? Three-valued, with the reason.

use super::{Article, Effect, Form, State, Zone};
use mirqab_vocabulary::{Coordinates, Interval, LocalDay, ViolationKind, WeaponClass};

/// What is known of an act.
#[derive(Clone, Debug)]
pub struct Act {
    /// What kind; `None` if not known.
    pub kind: Option<ViolationKind>,
    /// With what; `Unknown` if not known.
    pub weapon: WeaponClass,
    /// When.
    pub occurred: Interval,
    /// On which local day it began, by which versions of zones are chosen.
    pub day: LocalDay,
    /// Where, within how many metres; `None` if not known.
    pub at: Option<(Coordinates, u32)>,
    /// Whether it was announced before; `None` if not known.
    pub notified: Option<bool>,
}

/// A fact that decides an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// The time.
    Force,
    /// The act.
    Act,
    /// The weapon.
    Weapon,
    /// The place.
    Place,
    /// Whether it was announced.
    Notification,
}

impl Fact {
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Force => "force",
            Self::Act => "act",
            Self::Weapon => "weapon",
            Self::Place => "place",
            Self::Notification => "notification",
        }
    }
}

/// What an article says of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It applies; these facts met it.
    Applies(Vec<Fact>),
    /// It does not apply, by this fact.
    DoesNot(Fact),
    /// It cannot be decided for want of these facts.
    Undecided(Vec<Fact>),
    /// The parties' readings of the zone differ, and the answer with them.
    Disputed,
}

/// The articles of an agreement that were in force during the act; empty if the agreement was not.
pub fn articles_in_force(state: &State, occurred: Interval) -> impl Iterator<Item = &Article> {
    let force = state.in_force(occurred.to());
    state.agreement.articles.iter().filter(move |_| force)
}

/// What `article` of the agreement says of `act`.
pub fn test_article(state: &State, article: &Article, act: &Act) -> Answer {
    let (begins, ends) = (state.in_force(act.occurred.from()), state.in_force(act.occurred.to()));
    if !begins && !ends {
        return Answer::DoesNot(Fact::Force);
    }
    let mut met = vec![Fact::Force];
    let mut missing = Vec::new();
    if begins != ends {
        missing.push(Fact::Force);
    }
    match act.kind {
        Some(kind) if article.acts.contains(&kind) => met.push(Fact::Act),
        // What was only heard may have been any of its family, once it is looked into.
        Some(ViolationKind::UndeterminedExplosion)
            if article.acts.iter().any(|kind| kind.family() == ViolationKind::UndeterminedExplosion.family()) =>
        {
            missing.push(Fact::Act);
        }
        None if !article.acts.is_empty() => missing.push(Fact::Act),
        _ => return Answer::DoesNot(Fact::Act),
    }
    if !article.weapons.is_empty() {
        match act.weapon {
            WeaponClass::Unknown => missing.push(Fact::Weapon),
            weapon if article.weapons.contains(&weapon) => met.push(Fact::Weapon),
            _ => return Answer::DoesNot(Fact::Weapon),
        }
    }
    if article.effect == Effect::PermittedIfNotified {
        match act.notified {
            Some(true) => met.push(Fact::Notification),
            Some(false) => return Answer::DoesNot(Fact::Notification),
            None => missing.push(Fact::Notification),
        }
    }
    if let Some(key) = &article.zone {
        match inside_zone(state, key, act) {
            Inside::Yes => met.push(Fact::Place),
            Inside::No => return Answer::DoesNot(Fact::Place),
            Inside::Unknown => missing.push(Fact::Place),
            Inside::Disputed => return Answer::Disputed,
        }
    }
    if missing.is_empty() { Answer::Applies(met) } else { Answer::Undecided(missing) }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Yes,
    No,
    Unknown,
    Disputed,
}

fn inside_zone(state: &State, key: &str, act: &Act) -> Inside {
    let Some((at, radius_m)) = act.at else { return Inside::Unknown };
    let mut answers = readings(&state.agreement.zones, key, act.day).map(|zone| inside(zone, at, radius_m));
    let Some(first) = answers.next() else { return Inside::Unknown };
    if answers.all(|answer| answer == first) { first } else { Inside::Disputed }
}

/// For each reading the newest version that holds on that day.
fn readings<'a>(zones: &'a [Zone], key: &'a str, day: LocalDay) -> impl Iterator<Item = &'a Zone> {
    let holds = move |zone: &&Zone| zone.key == key && zone.from <= day;
    zones.iter().filter(holds).filter(move |zone| {
        !zones.iter().filter(holds).any(|other| other.reading_of == zone.reading_of && other.from > zone.from)
    })
}

fn inside(zone: &Zone, at: Coordinates, radius_m: u32) -> Inside {
    // Metres on a plane around the act; good to a fraction of a per cent over the tens of kilometres that matter here.
    let scale = at.lat().to_radians().cos() * 111_320.0;
    let plane: Vec<(f64, f64)> = zone
        .points
        .iter()
        .map(|point| ((point.lon() - at.lon()) * scale, (point.lat() - at.lat()) * 110_574.0))
        .collect();
    let edges: Vec<_> = match zone.form {
        Form::Line => plane.windows(2).map(|pair| (pair[0], pair[1])).collect(),
        Form::Area => (0..plane.len()).map(|i| (plane[i], plane[(i + 1) % plane.len()])).collect(),
    };
    let nearest = edges.iter().map(|(a, b)| distance_from_origin(*a, *b)).fold(f64::INFINITY, f64::min);
    if nearest <= f64::from(radius_m) {
        return Inside::Unknown;
    }
    let crossings =
        edges.iter().filter(|(a, b)| (a.1 > 0.0) != (b.1 > 0.0) && a.0 - a.1 * (b.0 - a.0) / (b.1 - a.1) > 0.0);
    if zone.form == Form::Area && crossings.count() % 2 == 1 { Inside::Yes } else { Inside::No }
}

fn distance_from_origin(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length2 = dx * dx + dy * dy;
    let along = if length2 == 0.0 { 0.0 } else { (-(a.0 * dx + a.1 * dy) / length2).clamp(0.0, 1.0) };
    (a.0 + along * dx).hypot(a.1 + along * dy)
}

//! When an article applies: a tree of tests with Kleene's three truths. What is not known makes an answer unknown only where it matters.
//!
//! LIMIT: an unknown fact is unknown each time it is met: "in the zone or not in the zone" is unknown for a place that is.

use super::applies::{Act, Fact};
use super::ground::Ground;
use mirqab_vocabulary::{Instant, ViolationKind, WeaponClass};
use std::collections::BTreeSet;

/// What the mission or a party says of the circumstances of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Circumstance {
    /// It was announced as the agreement asks.
    Notified,
    /// The leadership had ordered it.
    Ordered,
    /// It answered an attack under way.
    UnderAttack,
    /// The mechanism of coordination had been called and had not stopped the other side.
    MechanismFailed,
}

impl Circumstance {
    /// Every one.
    pub const ALL: &'static [Self] = &[Self::Notified, Self::Ordered, Self::UnderAttack, Self::MechanismFailed];
    /// Its name in conditions.
    pub fn code(self) -> &'static str {
        match self {
            Self::Notified => "notified",
            Self::Ordered => "ordered",
            Self::UnderAttack => "under_attack",
            Self::MechanismFailed => "mechanism_failed",
        }
    }
    /// The fact that decides it.
    pub fn fact(self) -> Fact {
        match self {
            Self::Notified => Fact::Notification,
            Self::Ordered => Fact::Order,
            Self::UnderAttack => Fact::Attack,
            Self::MechanismFailed => Fact::Mechanism,
        }
    }
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Holds always, or never.
    Always(bool),
    /// All hold; none of none.
    All(Vec<Condition>),
    /// One holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
    /// The act is one of these.
    Act(Vec<ViolationKind>),
    /// The weapon is one of these.
    Weapon(Vec<WeaponClass>),
    /// The calibre lies in this range, both ends included.
    Calibre(i64, i64),
    /// The actor is one of these parties or groups, or answers to one of these parties.
    Actor(Vec<String>),
    /// It happened inside this area.
    Inside(String),
    /// The distance to this line, or to this area, lies in this range of metres, both ends included.
    Distance(String, i64, i64),
    /// It happened from the first time until before the second.
    Time(Option<Instant>, Option<Instant>),
    /// A circumstance is given.
    Given(Circumstance),
    /// Something that the terms do not define.
    Undefined,
}

/// The truth of a condition, with the facts that make it so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds, by these facts.
    Yes(BTreeSet<Fact>),
    /// It does not hold, by these facts.
    No(BTreeSet<Fact>),
    /// It cannot be decided: these facts met it so far, those are missing.
    Unknown(BTreeSet<Fact>, BTreeSet<Fact>),
}

impl Truth {
    fn of(answer: Option<bool>, fact: Fact) -> Self {
        let facts = BTreeSet::from([fact]);
        match answer {
            Some(true) => Self::Yes(facts),
            Some(false) => Self::No(facts),
            None => Self::Unknown(BTreeSet::new(), facts),
        }
    }
}

impl Condition {
    /// Both conditions together.
    pub fn and(self, other: Self) -> Self {
        match self {
            Self::All(mut all) => {
                all.push(other);
                Self::All(all)
            }
            one => Self::All(vec![one, other]),
        }
    }

    /// Calls `visit` with each test in it.
    pub fn each<'a>(&'a self, visit: &mut dyn FnMut(&'a Condition)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each(visit)),
            Self::Not(inner) => inner.each(visit),
            leaf => visit(leaf),
        }
    }

    /// The keys of the lines and areas that it asks for.
    pub fn places(&self) -> BTreeSet<&str> {
        let mut keys = BTreeSet::new();
        self.each(&mut |leaf| {
            if let Self::Inside(key) | Self::Distance(key, ..) = leaf {
                keys.insert(key.as_str());
            }
        });
        keys
    }

    /// Whether it holds for an act on some ground.
    pub(super) fn truth(&self, act: &Act, ground: &Ground<'_>) -> Truth {
        match self {
            Self::All(parts) => {
                let (mut met, mut missing) = (BTreeSet::new(), BTreeSet::new());
                for part in parts {
                    match part.truth(act, ground) {
                        Truth::Yes(facts) => met.extend(facts),
                        Truth::Unknown(so_far, wanted) => {
                            met.extend(so_far);
                            missing.extend(wanted);
                        }
                        no => return no,
                    }
                }
                if missing.is_empty() { Truth::Yes(met) } else { Truth::Unknown(met, missing) }
            }
            Self::Any(parts) => {
                let (mut failed, mut missing) = (BTreeSet::new(), BTreeSet::new());
                for part in parts {
                    match part.truth(act, ground) {
                        Truth::No(facts) => failed.extend(facts),
                        Truth::Unknown(_, wanted) => missing.extend(wanted),
                        yes => return yes,
                    }
                }
                if missing.is_empty() { Truth::No(failed) } else { Truth::Unknown(BTreeSet::new(), missing) }
            }
            Self::Not(inner) => match inner.truth(act, ground) {
                Truth::Yes(facts) => Truth::No(facts),
                Truth::No(facts) => Truth::Yes(facts),
                unknown => unknown,
            },
            leaf => leaf.tested(act, ground),
        }
    }

    fn tested(&self, act: &Act, ground: &Ground<'_>) -> Truth {
        match self {
            Self::Always(holds) => {
                if *holds {
                    Truth::Yes(BTreeSet::new())
                } else {
                    Truth::No(BTreeSet::from([Fact::Text]))
                }
            }
            Self::Act(kinds) => Truth::of(act_is(act.kind, kinds), Fact::Act),
            Self::Weapon(classes) => {
                let known = (act.weapon != WeaponClass::Unknown).then(|| classes.contains(&act.weapon));
                Truth::of(known, Fact::Weapon)
            }
            Self::Calibre(from, to) => {
                Truth::of(act.calibre_mm.map(|mm| (*from..=*to).contains(&i64::from(mm))), Fact::Calibre)
            }
            Self::Actor(codes) => {
                let answers = |actor: &String| {
                    let for_whom = ground.answers_for(actor);
                    codes.iter().any(|code| code == actor || for_whom.is_some_and(|party| party.as_str() == code))
                };
                Truth::of(act.actor.as_ref().map(answers), Fact::Actor)
            }
            Self::Inside(key) => Truth::of(ground.inside(key), Fact::Place),
            Self::Distance(key, from, to) => Truth::of(ground.distance_within(key, *from, *to), Fact::Distance),
            Self::Time(from, to) => {
                let (begun, ended) = (act.occurred.from(), act.occurred.to());
                let inside = from.is_none_or(|from| from <= begun) && to.is_none_or(|to| ended < to);
                let outside = from.is_some_and(|from| ended < from) || to.is_some_and(|to| to <= begun);
                Truth::of(if inside { Some(true) } else { outside.then_some(false) }, Fact::Time)
            }
            Self::Given(circumstance) => Truth::of(act.circumstances.given(*circumstance), circumstance.fact()),
            _ => Truth::of(None, Fact::Text),
        }
    }
}

fn act_is(kind: Option<ViolationKind>, kinds: &[ViolationKind]) -> Option<bool> {
    let heard = ViolationKind::UndeterminedExplosion;
    match kind {
        None => None,
        Some(kind) if kinds.contains(&kind) => Some(true),
        // What was only heard may have been any of its family, once it is looked into.
        Some(kind) if kind == heard && kinds.iter().any(|other| other.family() == heard.family()) => None,
        Some(_) => Some(false),
    }
}

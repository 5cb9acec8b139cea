//! **Mission**: who is watching.
//!
//! Enters: the mandate, posts, periods of watch, restrictions of movement. Leaves: whether anybody could have seen or heard at a place and
//! time. Always true: no watch is not a count of zero. Deliberately not here: what was seen.

use crate::Author;
use crate::refusal::refusals;
use mirqab_vocabulary::{Bilingual, Coordinates, Interval, PartyCode, Role};
use serde::{Deserialize, Serialize};

/// What kind of post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// People.
    Team,
    /// A camera.
    Camera,
    /// A microphone array.
    Acoustic,
}

impl PostKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Team, Self::Camera, Self::Acoustic];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Camera => "camera",
            Self::Acoustic => "acoustic",
        }
    }
}

/// A place from which the mission watches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Its key within the mission.
    pub key: String,
    /// What kind.
    pub kind: PostKind,
    /// What it is called.
    pub name: Bilingual,
    /// Where.
    pub at: Coordinates,
    /// How far it sees or hears, metres.
    pub range_m: u32,
}

/// The mission itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Charter {
    /// What it is called.
    pub name: Bilingual,
    /// What it may do, and by whose decision.
    pub mandate: Bilingual,
    /// Who leads it.
    pub head: Bilingual,
    /// How many staff.
    pub staff: u32,
    /// From where it watches.
    pub posts: Vec<Post>,
}

/// What kind of restriction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionKind {
    /// They were not let through.
    Denied,
    /// They were let through late.
    Delayed,
    /// They were let through on a condition.
    Conditioned,
    /// They were threatened.
    Threatened,
    /// Their instruments were jammed.
    Jammed,
}

impl RestrictionKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Denied, Self::Delayed, Self::Conditioned, Self::Threatened, Self::Jammed];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Delayed => "delayed",
            Self::Conditioned => "conditioned",
            Self::Threatened => "threatened",
            Self::Jammed => "jammed",
        }
    }
}

/// A restriction of the mission's movement or sight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    /// What kind.
    pub kind: RestrictionKind,
    /// When, and how long.
    pub during: Interval,
    /// Where.
    pub at: Coordinates,
    /// What the place is called.
    pub place: Bilingual,
    /// Who imposed it; `None` if not known.
    pub by: Option<PartyCode>,
    /// The reason that was given, quoted.
    pub reason: Bilingual,
    /// The task that was lost.
    pub task_lost: Bilingual,
}

/// A fact about the mission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// It was set up, or set up anew.
    Chartered {
        /// The mission.
        charter: Charter,
    },
    /// A post watched during a time.
    WatchKept {
        /// The post.
        post: String,
        /// When.
        during: Interval,
    },
    /// It was restricted.
    Restricted {
        /// How.
        restriction: Restriction,
    },
}

refusals! {
    /// It is not set up.
    NotChartered = "mission-not-chartered", "set the mission up first";
    /// Two posts of one key.
    PostTwice = "mission-post-twice", "two posts have the same key";
    /// There is no such post.
    PostUnknown = "mission-post-unknown", "the mission has no such post";
    /// Longer than 31 days.
    WatchTooLong = "mission-watch-too-long", "a watch is recorded in pieces of at most 31 days";
    /// Wrong role.
    RoleNotAllowed = "mission-role-not-allowed", "this record is kept by duty officers, observers and the head of mission";
}

/// The mission as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The mission itself.
    pub charter: Charter,
    /// Who watched when, as recorded.
    pub watches: Vec<(String, Interval)>,
    /// Restrictions, as recorded.
    pub restrictions: Vec<Restriction>,
}

impl State {
    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Chartered { charter }) => {
                Some(Self { charter: charter.clone(), watches: Vec::new(), restrictions: Vec::new() })
            }
            (Some(state), Event::Chartered { charter }) => Some(Self { charter: charter.clone(), ..state }),
            (Some(mut state), Event::WatchKept { post, during }) => {
                state.watches.push((post.clone(), *during));
                Some(state)
            }
            (Some(mut state), Event::Restricted { restriction }) => {
                state.restrictions.push(restriction.clone());
                Some(state)
            }
            (None, _) => None,
        }
    }

    /// For how many seconds of `during` at least one post watched. Zero means that nobody was looking.
    pub fn watched_s(&self, during: Interval) -> i64 {
        let mut pieces: Vec<(i64, i64)> = self
            .watches
            .iter()
            .map(|(_, watch)| {
                (watch.from().max(during.from()).unix_s(), (watch.to().unix_s() + 1).min(during.to().unix_s() + 1))
            })
            .filter(|(from, to)| from < to)
            .collect();
        pieces.sort_unstable();
        let mut total = 0;
        let mut reached = i64::MIN;
        for (from, to) in pieces {
            let from = from.max(reached);
            if to > from {
                total += to - from;
                reached = to;
            }
        }
        total
    }
}

/// Whether `event` may be recorded.
pub fn admit(state: Option<&State>, event: &Event, author: &Author) -> Result<(), Refusal> {
    let allowed: &[Role] = match event {
        Event::Chartered { .. } => &[Role::HeadOfMission, Role::Administrator],
        _ => &[Role::Observer, Role::DutyOfficer, Role::HeadOfMission],
    };
    if !allowed.contains(&author.role) {
        return Err(Refusal::RoleNotAllowed);
    }
    if let Event::Chartered { charter } = event {
        let keys: std::collections::BTreeSet<_> = charter.posts.iter().map(|post| &post.key).collect();
        return if keys.len() == charter.posts.len() { Ok(()) } else { Err(Refusal::PostTwice) };
    }
    let state = state.ok_or(Refusal::NotChartered)?;
    match event {
        Event::WatchKept { post, during } => {
            if !state.charter.posts.iter().any(|known| known.key == *post) {
                return Err(Refusal::PostUnknown);
            }
            if during.length_s() > 31 * 86_400 { Err(Refusal::WatchTooLong) } else { Ok(()) }
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_vocabulary::{AccountId, Instant, Passage};

    fn between(from: i64, to: i64) -> Interval {
        Interval::new(Instant::from_unix_s(from).unwrap(), Instant::from_unix_s(to).unwrap()).unwrap()
    }
    fn chartered(keys: &[&str]) -> Event {
        let text = Bilingual { ar: Passage::parse("بعثة").unwrap(), en: Passage::parse("mission").unwrap() };
        let post = |key: &&str| Post {
            key: (*key).to_owned(),
            kind: PostKind::Team,
            name: text.clone(),
            at: Coordinates::new(0, 0).unwrap(),
            range_m: 5000,
        };
        Event::Chartered {
            charter: Charter {
                name: text.clone(),
                mandate: text.clone(),
                head: text.clone(),
                staff: 230,
                posts: keys.iter().map(post).collect(),
            },
        }
    }

    #[test]
    fn each_refusal() {
        let head = Author { account: AccountId::from_parts(1, [1; 10]), role: Role::HeadOfMission, party: None };
        let watch = |post: &str, to| Event::WatchKept { post: post.to_owned(), during: between(0, to) };
        let state = State::apply(None, &chartered(&["a"]));
        assert_eq!(admit(None, &watch("a", 1), &head), Err(Refusal::NotChartered));
        assert_eq!(admit(None, &chartered(&["a", "a"]), &head), Err(Refusal::PostTwice));
        assert_eq!(admit(state.as_ref(), &watch("b", 1), &head), Err(Refusal::PostUnknown));
        assert_eq!(admit(state.as_ref(), &watch("a", 32 * 86_400), &head), Err(Refusal::WatchTooLong));
        let liaison = Author { role: Role::PartyLiaison, ..head.clone() };
        assert_eq!(admit(state.as_ref(), &watch("a", 1), &liaison), Err(Refusal::RoleNotAllowed));
        assert_eq!(admit(state.as_ref(), &watch("a", 1), &head), Ok(()));
    }

    #[test]
    fn overlapping_watches_count_once_and_none_is_none() {
        let mut state = State::apply(None, &chartered(&["a", "b"]));
        for (post, from, to) in [("a", 100, 199), ("b", 150, 249), ("a", 400, 499)] {
            state = State::apply(state, &Event::WatchKept { post: post.to_owned(), during: between(from, to) });
        }
        let state = state.unwrap();
        assert_eq!(state.watched_s(between(0, 999)), 250);
        assert_eq!(state.watched_s(between(250, 399)), 0);
        assert_eq!(state.watched_s(between(450, 459)), 10);
    }
}

//! What the facts about the mission add up to. Patrols are subjects of their own: see `patrol`.

use super::{
    Charter, Event, Hazard, Holders, Kept, Mandate, Outage, ProposedHolders, Restriction, Roster, Site, Staff, Team,
};
use crate::Author;
use mirqab_vocabulary::{Instant, Interval, Passage};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An outage, and whether it is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutageHeld {
    /// As it began.
    pub outage: Outage,
    /// When it ended, if it did.
    pub to: Option<Instant>,
}

/// The mission as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The mission itself.
    pub charter: Charter,
    /// Who watched when, as recorded. Some of it may be taken back: ask `standing_watches`.
    pub watches: Vec<(String, Interval)>,
    /// Restrictions, as recorded. Some may be taken back: ask `standing_restrictions`.
    pub restrictions: Vec<Restriction>,
    /// Watches that were recorded before they were over, by number, and when: they count until then.
    #[serde(default)]
    pub recorded_ahead: BTreeMap<u32, Instant>,
    /// By whose decisions it is there, in the order in which they were first recorded.
    #[serde(default)]
    pub mandates: Vec<Mandate>,
    /// Its sites.
    #[serde(default)]
    pub sites: Vec<Site>,
    /// Its staff.
    #[serde(default)]
    pub staff: Vec<Staff>,
    /// Its teams.
    #[serde(default)]
    pub teams: Vec<Team>,
    /// Who is on duty when.
    #[serde(default)]
    pub rosters: Vec<Roster>,
    /// When posts were blind.
    #[serde(default)]
    pub outages: Vec<OutageHeld>,
    /// Dangerous places, those that were lifted included.
    #[serde(default)]
    pub hazards: Vec<Hazard>,
    /// What counts no more, by kind and number.
    #[serde(default)]
    pub taken_back: BTreeSet<(Kept, u32)>,
    /// Why, in the order of the record.
    #[serde(default)]
    pub taken_back_because: Vec<(Kept, u32, Passage)>,
    /// The sets of key holders that were confirmed, in order. Identities are sealed to the last.
    #[serde(default)]
    pub key_holders: Vec<Holders>,
    /// A set that waits for a second person.
    #[serde(default)]
    pub proposed_holders: Option<ProposedHolders>,
    /// The notes by which the log's keys followed each other, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log_keys: Vec<Passage>,
}

/// Puts a thing where the one of its key stands, or at the end.
fn put<T, K: PartialEq>(list: &mut Vec<T>, thing: T, key: impl Fn(&T) -> K) {
    let own = key(&thing);
    match list.iter_mut().find(|other| key(other) == own) {
        Some(other) => *other = thing,
        None => list.push(thing),
    }
}

impl State {
    fn new(charter: &Charter) -> Self {
        Self {
            charter: charter.clone(),
            watches: Vec::new(),
            restrictions: Vec::new(),
            recorded_ahead: BTreeMap::new(),
            mandates: Vec::new(),
            sites: Vec::new(),
            staff: Vec::new(),
            teams: Vec::new(),
            rosters: Vec::new(),
            outages: Vec::new(),
            hazards: Vec::new(),
            taken_back: BTreeSet::new(),
            taken_back_because: Vec::new(),
            key_holders: Vec::new(),
            proposed_holders: None,
            log_keys: Vec::new(),
        }
    }

    /// Applies one fact, recorded at a time. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, event: &Event, author: &Author, at: Instant) -> Option<Self> {
        let mut state = match (state, event) {
            (None, Event::Chartered { charter }) => return Some(Self::new(charter)),
            (None, _) => return None,
            (Some(state), _) => state,
        };
        match event {
            Event::Chartered { charter } => state.charter = charter.clone(),
            Event::WatchKept { post, during } => {
                state.watches.push((post.clone(), *during));
                if let Ok(number) = u32::try_from(state.watches.len())
                    && during.to() > at
                {
                    state.recorded_ahead.insert(number, at);
                }
            }
            Event::Restricted { restriction } => state.restrictions.push(restriction.clone()),
            Event::Mandated { mandate } => put(&mut state.mandates, mandate.clone(), |one| one.key.clone()),
            Event::SiteRecorded { site } => put(&mut state.sites, site.clone(), |one| one.key.clone()),
            Event::StaffRecorded { staff } => put(&mut state.staff, staff.clone(), |one| one.key.clone()),
            Event::TeamRecorded { team } => put(&mut state.teams, team.clone(), |one| one.key.clone()),
            Event::Rostered { roster } => state.rosters.push(roster.clone()),
            Event::OutageBegan { outage } => state.outages.push(OutageHeld { outage: outage.clone(), to: None }),
            Event::OutageEnded { post, at } => {
                let back = &state.taken_back;
                let mut open = (1u32..).zip(&mut state.outages).filter(|(number, one)| {
                    one.outage.post == *post && one.to.is_none() && !back.contains(&(Kept::Outage, *number))
                });
                if let Some((_, open)) = open.next() {
                    open.to = Some(*at);
                }
            }
            Event::HazardDeclared { hazard } => put(&mut state.hazards, hazard.clone(), |one| one.key.clone()),
            Event::HazardLifted { key, at, .. } => {
                if let Some(hazard) = state.hazards.iter_mut().find(|hazard| hazard.key == *key) {
                    hazard.to = Some(*at);
                }
            }
            Event::TakenBack { kept, number, reason } => {
                state.taken_back.insert((*kept, *number));
                state.taken_back_because.push((*kept, *number, reason.clone()));
            }
            Event::LogKeyFollowed { note } => state.log_keys.push(note.clone()),
            Event::KeyHoldersProposed { holders } => {
                state.proposed_holders = Some(ProposedHolders { by: author.account, holders: holders.clone() });
            }
            Event::KeyHoldersConfirmed { holders } => {
                state.proposed_holders = None;
                state.key_holders.push(holders.clone());
            }
            _ => {}
        }
        Some(state)
    }

    fn standing<'a, T>(&'a self, kept: Kept, list: &'a [T]) -> impl Iterator<Item = (u32, &'a T)> {
        (1u32..).zip(list).filter(move |(number, _)| !self.taken_back.contains(&(kept, *number)))
    }

    /// Watches that count, each with its number, its post, and the time for which it counts: nothing of it that lay ahead when it was
    /// recorded, for nobody has watched tomorrow.
    pub fn standing_watches(&self) -> impl Iterator<Item = (u32, &str, Interval)> {
        self.standing(Kept::Watch, &self.watches).filter_map(|(number, (post, during))| {
            let to = self.recorded_ahead.get(&number).map_or(during.to(), |at| during.to().min(*at));
            Some((number, post.as_str(), Interval::new(during.from(), to).ok()?))
        })
    }

    /// Restrictions that count, each with the number by which it is cited.
    pub fn standing_restrictions(&self) -> impl Iterator<Item = (u32, &Restriction)> {
        self.standing(Kept::Restriction, &self.restrictions)
    }

    /// The restriction of this number, if it counts.
    pub fn restriction(&self, number: u32) -> Option<&Restriction> {
        self.standing_restrictions().find(|(own, _)| *own == number).map(|(_, restriction)| restriction)
    }

    /// Outages that count, each with its number.
    pub fn standing_outages(&self) -> impl Iterator<Item = (u32, &OutageHeld)> {
        self.standing(Kept::Outage, &self.outages)
    }

    /// The outage of a post that is not over, if there is one.
    pub fn open_outage(&self, post: &str) -> Option<&OutageHeld> {
        let open = |held: &&OutageHeld| held.outage.post == post && held.to.is_none();
        self.standing_outages().map(|(_, held)| held).find(open)
    }

    /// When a post watched, without its outages: each stretch with its first second and the one after its last.
    pub fn watched_by_post(&self) -> Vec<(&str, i64, i64)> {
        let mut found = Vec::new();
        for (_, post, during) in self.standing_watches() {
            let mut pieces = vec![(during.from().unix_s(), during.to().unix_s() + 1)];
            for (_, held) in self.standing_outages().filter(|(_, held)| held.outage.post == post) {
                let (from, to) = (held.outage.from.unix_s(), held.to.map_or(i64::MAX, Instant::unix_s));
                pieces = pieces.into_iter().flat_map(|(a, b)| [(a, b.min(from)), (a.max(to), b)]).collect();
                pieces.retain(|(a, b)| a < b);
            }
            found.extend(pieces.into_iter().map(|(from, to)| (post, from, to)));
        }
        found
    }

    /// For how many seconds of `during` at least one post watched, by the first form of this count: without outages and patrols.
    /// Zero means that nobody was looking. What was published under that form is made again by it, byte for byte.
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

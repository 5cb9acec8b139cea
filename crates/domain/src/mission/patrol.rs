//! One patrol: what was planned, when it set out, when it was heard of, and the way it took. A plan watches nothing; a logged way does.

use super::post::reach_whole;
use super::rules::{log_role, past};
use super::{Event, Reach, Refusal};
use crate::Author;
use crate::coded::coded;
use mirqab_vocabulary::{Bilingual, BlobId, Coordinates, Instant, Interval, Line, PartyCode, Passage, PatrolId};
use serde::{Deserialize, Serialize};

coded! {
    /// How a patrol moves.
    Means {
        /// On foot, by car, by boat.
        Ground = "ground",
        /// An aircraft, with or without people in it.
        Air = "air",
    }
}

/// What a patrol is to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// What it is called on the radio.
    pub call_sign: Line,
    /// Which team goes.
    pub team: Line,
    /// How it moves.
    pub means: Means,
    /// What for.
    pub purpose: Bilingual,
    /// Where it is to go, in order.
    pub route: Vec<Coordinates>,
    /// From setting out to coming back.
    pub during: Interval,
    /// After how many minutes at most it is to be heard of again.
    pub check_in_minutes: u32,
    /// How far it sees.
    pub sees: Option<Reach>,
    /// How far it hears.
    pub hears: Option<Reach>,
    /// Which parties were notified of it beforehand.
    pub notified: Vec<PartyCode>,
}

/// That it was heard of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// When.
    pub at: Instant,
    /// Where it was, kept apart from the rest.
    pub position: Option<Coordinates>,
    /// What it said.
    pub note: Option<Passage>,
}

/// Points of a file that were not taken, by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// Without a time.
    pub untimed: u32,
    /// At a time not later than that of a point before: the clock jumped back.
    pub backwards: u32,
    /// At a time that had not come when the file was read.
    pub future: u32,
    /// More than an hour before the patrol set out or after it returned.
    pub outside: u32,
}

impl LeftOut {
    /// All of them.
    pub fn total(self) -> u64 {
        [self.untimed, self.backwards, self.future, self.outside].into_iter().map(u64::from).sum()
    }
}

/// A way as it was read out of a file. The points themselves are kept beside the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// The file, byte for byte.
    pub file: BlobId,
    /// Its name.
    pub name: Line,
    /// Its points, fewer and as whole numbers.
    pub points: BlobId,
    /// How many they are.
    pub kept: u32,
    /// Which points of the file were not taken.
    pub left_out: LeftOut,
    /// From its first point to its last.
    pub during: Interval,
    /// The stretches of time in which it is known, in order: between them nothing is.
    pub stretches: Vec<Interval>,
    /// How long the way is.
    pub distance_m: u32,
}

/// One patrol as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patrol {
    /// Its id.
    pub id: PatrolId,
    /// What it was to do.
    pub plan: Plan,
    /// When it set out.
    pub set_out: Option<Instant>,
    /// When it was heard of, in the order of the times.
    pub contacts: Vec<Contact>,
    /// When it came back.
    pub returned: Option<Instant>,
    /// Why it never set out.
    pub cancelled: Option<Passage>,
    /// The ways that were read.
    pub tracks: Vec<Track>,
}

coded! {
    /// Where a patrol stands.
    Stands {
        /// Planned.
        Planned = "planned",
        /// Out.
        Out = "out",
        /// Back.
        Returned = "returned",
        /// It never set out.
        Cancelled = "cancelled",
    }
}

coded! {
    /// What somebody must be worried about.
    Late {
        /// It was to be heard of, and was not.
        Contact = "contact",
        /// It was to be back, and is not.
        Return = "return",
        /// It was to set out, and nobody said that it did.
        Start = "start",
    }
}

impl Patrol {
    /// Where it stands.
    pub fn stands(&self) -> Stands {
        match (&self.cancelled, self.set_out, self.returned) {
            (Some(_), _, _) => Stands::Cancelled,
            (_, None, _) => Stands::Planned,
            (_, Some(_), None) => Stands::Out,
            (_, Some(_), Some(_)) => Stands::Returned,
        }
    }

    /// When it was last heard of while it is out: at the latest contact, or when it set out.
    pub fn last_heard(&self) -> Option<Instant> {
        let set_out = self.set_out?;
        Some(self.contacts.iter().map(|contact| contact.at).max().map_or(set_out, |at| at.max(set_out)))
    }

    /// What is late at a time, and since when. Silence weighs more than being late.
    pub fn late(&self, now: Instant) -> Option<(Late, Instant)> {
        let patience = i64::from(self.plan.check_in_minutes) * 60;
        match self.stands() {
            Stands::Out => {
                let silent = self.last_heard()?.plus_s(patience);
                let back = self.plan.during.to();
                match (silent < now, back < now) {
                    (true, _) => Some((Late::Contact, silent)),
                    (false, true) => Some((Late::Return, back)),
                    (false, false) => None,
                }
            }
            Stands::Planned => {
                let start = self.plan.during.from().plus_s(patience);
                (start < now).then_some((Late::Start, self.plan.during.from()))
            }
            Stands::Returned | Stands::Cancelled => None,
        }
    }

    /// Applies one fact. A fact that `admit` would refuse leaves it as it is.
    pub fn apply(state: Option<Self>, id: PatrolId, event: &Event) -> Option<Self> {
        let mut state = match (state, event) {
            (None, Event::PatrolPlanned { plan }) => {
                return Some(Self {
                    id,
                    plan: plan.clone(),
                    set_out: None,
                    contacts: Vec::new(),
                    returned: None,
                    cancelled: None,
                    tracks: Vec::new(),
                });
            }
            (None, _) => return None,
            (Some(state), _) => state,
        };
        match event {
            Event::PatrolPlanned { plan } => state.plan = plan.clone(),
            Event::PatrolSetOut { at } => state.set_out = Some(*at),
            Event::PatrolCheckedIn { contact } => {
                // What was heard on the radio may be written down in another order than it was heard.
                let after = state.contacts.partition_point(|other| other.at <= contact.at);
                state.contacts.insert(after, contact.clone());
            }
            Event::PatrolReturned { at } => state.returned = Some(*at),
            Event::PatrolCancelled { reason } => state.cancelled = Some(reason.clone()),
            Event::TrackLogged { track } => state.tracks.push(track.clone()),
            _ => {}
        }
        Some(state)
    }
}

/// Whether `event` may be recorded about the patrol whose facts so far add up to `state`.
pub fn admit(
    state: Option<&Patrol>,
    mission: Option<&super::State>,
    event: &Event,
    author: &Author,
    now: Instant,
) -> Result<(), Refusal> {
    log_role(author)?;
    if let Event::PatrolPlanned { plan } = event {
        let mission = mission.ok_or(Refusal::NotChartered)?;
        return match state.map(Patrol::stands) {
            None | Some(Stands::Planned) => planned(plan, mission),
            Some(Stands::Out) => Err(Refusal::PatrolOut),
            Some(Stands::Returned | Stands::Cancelled) => Err(Refusal::PatrolOver),
        };
    }
    let state = state.ok_or(Refusal::PatrolUnknown)?;
    if state.cancelled.is_some() {
        return Err(Refusal::PatrolOver);
    }
    match (event, state.set_out, state.returned) {
        (Event::PatrolSetOut { at }, None, _) => past(*at, now),
        (Event::PatrolCancelled { .. }, None, _) => Ok(()),
        (Event::PatrolSetOut { .. } | Event::PatrolCancelled { .. }, Some(_), _) => Err(Refusal::PatrolOut),
        (_, None, _) => Err(Refusal::PatrolNotOut),
        (Event::PatrolCheckedIn { contact }, Some(from), returned) => {
            past(contact.at, now)?;
            let after = returned.is_some_and(|to| contact.at > to);
            if contact.at < from || after { Err(Refusal::OutsidePatrol) } else { Ok(()) }
        }
        (Event::PatrolReturned { .. }, Some(_), Some(_)) => Err(Refusal::PatrolOver),
        (Event::PatrolReturned { at }, Some(_), None) => {
            past(*at, now)?;
            let heard_later = state.last_heard().is_some_and(|heard| *at < heard);
            if heard_later { Err(Refusal::OutsidePatrol) } else { Ok(()) }
        }
        (Event::TrackLogged { track }, Some(_), _) => {
            if state.tracks.iter().any(|other| other.file == track.file) {
                return Err(Refusal::TrackTwice);
            }
            past(track.during.to(), now)
        }
        _ => Err(Refusal::PatrolUnknown),
    }
}

fn planned(plan: &Plan, mission: &super::State) -> Result<(), Refusal> {
    if !mission.teams.iter().any(|team| team.key == plan.team) {
        return Err(Refusal::TeamUnknown);
    }
    reach_whole(plan.sees)?;
    reach_whole(plan.hears)?;
    let heard = (5..=24 * 60).contains(&plan.check_in_minutes);
    if plan.during.length_s() > 31 * 86_400 || !heard {
        return Err(Refusal::PlanImpossible);
    }
    Ok(())
}

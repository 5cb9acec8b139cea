//! Sittings of a body: called with an agenda, held with minutes.

use super::{Event, Refusal};
use crate::Author;
use crate::agreement::{Body, Seat};
use crate::coded::coded;
use mirqab_vocabulary::{AgreementId, FindingId, Instant, Line, PartyCode, Passage, Role, SittingId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most items of an agenda.
pub const MOST_ITEMS: usize = 20;

coded! {
    /// What of a case is before the body.
    Matter {
        /// Whether it endorses a conclusion.
        Conclusion = "conclusion",
        /// Whether it imposes a measure.
        Measure = "measure",
        /// What became of answers and measures.
        FollowUp = "follow_up",
        /// Whether the case is to be closed.
        Closure = "closure",
    }
}
coded! {
    /// What became of an item.
    ItemEnd {
        /// It was decided.
        Decided = "decided",
        /// It was put off to another sitting.
        PutOff = "put_off",
        /// It was talked about.
        Noted = "noted",
    }
}

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// The case.
    pub finding: FindingId,
    /// What of it.
    pub matter: Matter,
}

/// The calling of a sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The agreement whose procedure sets up the body.
    pub agreement: AgreementId,
    /// The body, by its key.
    pub body: String,
    /// When it is to begin.
    pub begins_at: Instant,
    /// Where, or by which line.
    pub place: Line,
    /// The items, in order.
    pub agenda: Vec<AgendaItem>,
}

/// What became of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemOutcome {
    /// The item, counted from 1.
    pub item: u32,
    /// What.
    pub end: ItemEnd,
    /// What was said.
    pub said: Passage,
}

/// The minutes of a sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// When it began in fact.
    pub began_at: Instant,
    /// Who of those seated was there.
    pub present: Vec<Seat>,
    /// Of each item what became of it.
    pub outcomes: Vec<ItemOutcome>,
    /// What else was said.
    pub text: Passage,
}

/// A sitting as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Its id.
    pub id: SittingId,
    /// How it was called, with the agenda as it is now.
    pub call: Call,
    /// Changes of the agenda: when, why.
    pub changes: Vec<(Instant, Passage)>,
    /// When the minutes were recorded, and the minutes.
    pub held: Option<(Instant, Minutes)>,
    /// When and why it was called off.
    pub cancelled: Option<(Instant, Passage)>,
}

/// What must be known beyond the sitting itself.
#[derive(Clone, Debug, Default)]
pub struct SittingStanding {
    /// The body, if the procedure has it.
    pub body: Option<Body>,
    /// Who sits in it.
    pub seats: Vec<Seat>,
    /// The parties of the agreement.
    pub parties: Vec<PartyCode>,
    /// Those of the cases on the agenda that there are.
    pub cases: BTreeSet<FindingId>,
    /// Items on which the body decided since the sitting began.
    pub decided: BTreeSet<AgendaItem>,
}

impl SittingStanding {
    /// Whether those who were there are a quorum.
    pub fn quorum(&self, present: &[Seat]) -> bool {
        let Some(body) = &self.body else { return false };
        let there = |of: Option<&PartyCode>| present.iter().filter(|seat| seat.party.as_ref() == of).count();
        there(None) >= body.quorum.neutral as usize
            && self.parties.iter().all(|party| there(Some(party)) >= body.quorum.each_party as usize)
    }
}

/// Whether `event` about a sitting may be recorded.
pub fn admit_sitting(
    state: Option<&Sitting>,
    event: &Event,
    author: &Author,
    now: Instant,
    standing: &SittingStanding,
) -> Result<(), Refusal> {
    if !matches!(author.role, Role::DutyOfficer | Role::HeadOfMission) {
        return Err(Refusal::RoleNotAllowed);
    }
    if let Event::SittingCalled { call } = event {
        if state.is_some() {
            return Err(Refusal::SittingCalledAlready);
        }
        if standing.body.is_none() {
            return Err(Refusal::BodyUnknown);
        }
        if call.begins_at <= now {
            return Err(Refusal::SittingPast);
        }
        return admit_agenda(&call.agenda, standing);
    }
    let state = state.ok_or(Refusal::SittingMissing)?;
    if state.held.is_some() || state.cancelled.is_some() {
        return Err(Refusal::SittingOver);
    }
    match event {
        Event::AgendaChanged { agenda, .. } => {
            if state.call.begins_at <= now {
                return Err(Refusal::SittingPast);
            }
            admit_agenda(agenda, standing)
        }
        Event::SittingHeld { minutes } => admit_minutes(state, minutes, now, standing),
        _ => Ok(()),
    }
}

fn admit_agenda(agenda: &[AgendaItem], standing: &SittingStanding) -> Result<(), Refusal> {
    let once: BTreeSet<_> = agenda.iter().collect();
    let whole = !agenda.is_empty() && agenda.len() <= MOST_ITEMS && once.len() == agenda.len();
    let known = agenda.iter().all(|item| standing.cases.contains(&item.finding));
    if whole && known { Ok(()) } else { Err(Refusal::Agenda) }
}

fn admit_minutes(state: &Sitting, minutes: &Minutes, now: Instant, standing: &SittingStanding) -> Result<(), Refusal> {
    if now < state.call.begins_at || minutes.began_at > now || minutes.began_at < state.call.begins_at {
        return Err(Refusal::SittingAhead);
    }
    let there: BTreeSet<_> = minutes.present.iter().map(|seat| seat.account).collect();
    let seated = |seat: &Seat| seat.body == state.call.body && standing.seats.contains(seat);
    if there.len() != minutes.present.len() || !minutes.present.iter().all(seated) {
        return Err(Refusal::NotSeated);
    }
    let mut items: Vec<u32> = minutes.outcomes.iter().map(|outcome| outcome.item).collect();
    items.sort_unstable();
    if !items.iter().copied().eq((1u32..).take(state.call.agenda.len())) {
        return Err(Refusal::ItemsOpen);
    }
    let mut decided = minutes.outcomes.iter().filter(|outcome| outcome.end == ItemEnd::Decided).peekable();
    if decided.peek().is_some() && !standing.quorum(&minutes.present) {
        return Err(Refusal::NoQuorum);
    }
    let on_record = |outcome: &ItemOutcome| {
        let item = usize::try_from(outcome.item).ok().and_then(|number| state.call.agenda.get(number.checked_sub(1)?));
        item.is_some_and(|item| {
            !matches!(item.matter, Matter::Conclusion | Matter::Measure) || standing.decided.contains(item)
        })
    };
    if decided.all(on_record) { Ok(()) } else { Err(Refusal::DecisionMissing) }
}

impl Sitting {
    /// Applies one fact. A fact that `admit_sitting` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, id: SittingId, event: &Event, at: Instant) -> Option<Self> {
        if let Event::SittingCalled { call } = event {
            let call = (**call).clone();
            return Some(Self { id, call, changes: Vec::new(), held: None, cancelled: None });
        }
        let mut state = state?;
        match event {
            Event::AgendaChanged { agenda, reason } => {
                state.call.agenda.clone_from(agenda);
                state.changes.push((at, reason.clone()));
            }
            Event::SittingHeld { minutes } => state.held = Some((at, (**minutes).clone())),
            Event::SittingCancelled { reason } => state.cancelled = Some((at, reason.clone())),
            _ => {}
        }
        Some(state)
    }
}

#[cfg(test)]
#[path = "sitting_tests.rs"]
mod tests;

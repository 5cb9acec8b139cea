//! Closing a case and taking it up again. Neither touches what is published.

use super::{Aim, Refusal, Standing, State};
use crate::Author;
use crate::coded::coded;
use mirqab_vocabulary::{IncidentId, Instant, PartyCode, Passage, Role};
use serde::{Deserialize, Serialize};

coded! {
    /// Why nothing more is to be done.
    ClosingGround {
        /// What was done wrong was put right.
        Remedied = "remedied",
        /// The party acknowledged it, and the matter is settled.
        Settled = "settled",
        /// A body dealt with it.
        ByBody = "by_body",
        /// Nothing more can or need be done.
        NoFurtherAction = "no_further_action",
        /// It goes on with another case.
        Joined = "joined",
    }
}
coded! {
    /// Why a case is taken up again.
    ReopeningGround {
        /// Evidence came that nobody had.
        NewEvidence = "new_evidence",
        /// The procedure was not kept.
        ProceduralError = "procedural_error",
        /// A party asked for it, and it was granted.
        PartyRequest = "party_request",
    }
}

/// How a case was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// On what ground.
    pub ground: ClosingGround,
    /// Why.
    pub reason: Passage,
    /// The incident with which it goes on, where it was joined to another.
    pub joined_to: Option<IncidentId>,
}

/// How a case was taken up again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reopening {
    /// On what ground.
    pub ground: ReopeningGround,
    /// Why.
    pub reason: Passage,
    /// The party whose request was granted, if that is the ground.
    pub party: Option<PartyCode>,
    /// Until when there is to be another conclusion, or the case closed again.
    pub due: Instant,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// It was closed.
    Closed(Closure),
    /// It was taken up again.
    Reopened(Reopening),
}

/// A turn in the course of a case after its publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Who.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// The conclusion that was public then, by its number.
    pub version: u32,
    /// What.
    pub course: Course,
}

impl State {
    /// How the case was closed, if it is.
    pub fn closed(&self) -> Option<(&Turn, &Closure)> {
        match self.turns.last() {
            Some(turn @ Turn { course: Course::Closed(closure), .. }) => Some((turn, closure)),
            _ => None,
        }
    }

    /// How the case was taken up again, until it is closed or another conclusion is published.
    pub fn reopened(&self) -> Option<(&Turn, &Reopening)> {
        let public = self.published()?.number;
        match self.turns.last() {
            Some(turn @ Turn { course: Course::Reopened(reopening), version, .. }) if *version == public => {
                Some((turn, reopening))
            }
            _ => None,
        }
    }

    /// When the case was last taken up again.
    pub fn last_reopened_at(&self) -> Option<Instant> {
        self.turns.iter().rev().find(|turn| matches!(turn.course, Course::Reopened(_))).map(|turn| turn.at)
    }
}

/// The number of the public conclusion, where there is one and none waits.
fn settled(state: Option<&State>) -> Result<&State, Refusal> {
    let state = state.filter(|state| state.published().is_some()).ok_or(Refusal::NotPublished)?;
    if state.pending().is_some() { Err(Refusal::ProposalPending) } else { Ok(state) }
}

/// Whether the case may be closed so.
pub(super) fn admit_closure(
    state: Option<&State>,
    closure: &Closure,
    author: &Author,
    standing: &Standing,
) -> Result<(), Refusal> {
    if author.role != Role::HeadOfMission {
        return Err(Refusal::RoleNotAllowed);
    }
    let state = settled(state)?;
    if state.closed().is_some() {
        return Err(Refusal::ClosedAlready);
    }
    if standing.waiting {
        return Err(Refusal::StillWaiting);
    }
    let fits = match closure.ground {
        ClosingGround::Settled => standing.acknowledged,
        ClosingGround::ByBody => {
            standing.measured || state.published().is_some_and(|version| !version.bodies.is_empty())
        }
        _ => true,
    };
    if !fits {
        return Err(Refusal::GroundMissing);
    }
    let joined = closure.joined_to.is_some_and(|other| other != state.incident);
    if (closure.ground == ClosingGround::Joined) == joined && joined == closure.joined_to.is_some() {
        Ok(())
    } else {
        Err(Refusal::JoinedToMissing)
    }
}

/// Whether the case may be taken up again so.
pub(super) fn admit_reopening(
    state: Option<&State>,
    reopening: &Reopening,
    author: &Author,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    if !matches!(author.role, Role::Reviewer | Role::HeadOfMission) {
        return Err(Refusal::RoleNotAllowed);
    }
    let state = settled(state)?;
    if state.published().is_some_and(|version| version.proposal.aim == Aim::Retract) {
        return Err(Refusal::Retracted);
    }
    if state.reopened().is_some() {
        return Err(Refusal::ReopenedAlready);
    }
    if reopening.due <= now {
        return Err(Refusal::DuePast);
    }
    if reopening.ground == ReopeningGround::NewEvidence && !standing.new_evidence {
        return Err(Refusal::NoNewEvidence);
    }
    let asked = reopening.party.as_ref().map(|party| standing.requests.contains(party));
    let fits = if reopening.ground == ReopeningGround::PartyRequest { asked == Some(true) } else { asked.is_none() };
    if fits { Ok(()) } else { Err(Refusal::NotRequested) }
}

#[cfg(test)]
#[path = "course_tests.rs"]
mod tests;

//! What the facts of this room add up to, subject by subject.

use super::{Announced, Clarification, Event, Item, Notified, Pause, Plan, Progress, Promise, Step};
use crate::Author;
use mirqab_vocabulary::{CommitmentId, Instant};
use serde::{Deserialize, Serialize};

/// One subject as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum State {
    /// A commitment.
    Promise(Promise),
    /// A local pause.
    Pause(Pause),
    /// Something announced.
    Notice(Notified),
    /// A request for clarification.
    Clarification(Clarification),
}

impl State {
    /// The commitment, if it is one.
    pub fn promise(self) -> Option<Promise> {
        if let Self::Promise(promise) = self { Some(promise) } else { None }
    }
    /// The pause, if it is one.
    pub fn pause(self) -> Option<Pause> {
        if let Self::Pause(pause) = self { Some(pause) } else { None }
    }
    /// The notice, if it is one.
    pub fn notice(self) -> Option<Notified> {
        if let Self::Notice(notice) = self { Some(notice) } else { None }
    }
    /// The request for clarification, if it is one.
    pub fn clarification(self) -> Option<Clarification> {
        if let Self::Clarification(question) = self { Some(question) } else { None }
    }

    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, id: CommitmentId, event: &Event, by: &Author, at: Instant) -> Option<Self> {
        match state {
            None => Self::begin(id, event, by, at),
            Some(Self::Promise(promise)) => Some(Self::Promise(moved(promise, event, by, at))),
            Some(Self::Pause(mut pause)) => {
                match event {
                    Event::PauseAnswered { granting } => pause.grants.push((granting.clone(), at)),
                    Event::PauseScored { scoring } => pause.scoring = Some((scoring.clone(), Some(by.clone()))),
                    _ => {}
                }
                Some(Self::Pause(pause))
            }
            Some(Self::Notice(mut notice)) => {
                if let Event::NoticeCancelled { at: said, reason, .. } = event {
                    notice.cancelled = Some((heard(*said, by, at), reason.clone()));
                }
                Some(Self::Notice(notice))
            }
            Some(Self::Clarification(mut question)) => {
                if let Event::ClarificationAnswered { reply } = event {
                    question.answered = Some((reply.clone(), heard(reply.at, by, at)));
                }
                Some(Self::Clarification(question))
            }
        }
    }

    fn begin(id: CommitmentId, event: &Event, by: &Author, at: Instant) -> Option<Self> {
        Some(match event {
            Event::Registered { terms } => Self::Promise(Promise {
                id,
                terms: terms.clone(),
                plan: Plan::default(),
                progress: Vec::new(),
                evidence: Vec::new(),
            }),
            Event::PauseRequested { pause } => {
                Self::Pause(Pause { id, pause: (**pause).clone(), recorded_at: at, grants: Vec::new(), scoring: None })
            }
            Event::Notified { notice } => Self::Notice(Notified {
                id,
                announced: Announced { at: heard(notice.notified_at, by, at), recorded_at: at },
                notice: (**notice).clone(),
                cancelled: None,
            }),
            Event::ClarificationAsked { question } => Self::Clarification(Clarification {
                id,
                asked: heard(question.asked_at, by, at),
                question: (**question).clone(),
                answered: None,
            }),
            _ => return None,
        })
    }
}

/// When a party's word reached the mission: what its own liaison files counts from the moment of filing, so that nobody dates it back.
fn heard(said: Instant, by: &Author, recorded: Instant) -> Instant {
    if by.party.is_some() { recorded } else { said }
}

fn moved(mut promise: Promise, event: &Event, by: &Author, at: Instant) -> Promise {
    match event {
        Event::Progressed { progress, at: came, note, milestone, blocker } => {
            let other = promise.said_done_by(milestone.as_ref()).is_some_and(|said| said != by.account);
            let backed = *progress != Progress::Verified || (other && promise.carried(milestone.as_ref()));
            promise.progress.push(Step {
                progress: *progress,
                at: *came,
                note: note.clone(),
                milestone: milestone.clone(),
                blocker: blocker.clone(),
                by: Some(by.clone()),
                backed,
            });
        }
        Event::Planned { plan } => promise.plan = plan.clone(),
        Event::EvidenceAdded { number, evidence } => {
            promise.evidence.push(Item { number: *number, evidence: evidence.clone(), by: Some(by.clone()), at });
        }
        _ => {}
    }
    promise
}

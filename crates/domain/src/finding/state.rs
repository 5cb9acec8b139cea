//! What the facts about one finding add up to.

use super::{Aim, Course, Event, Proposal, Turn, Vote};
use crate::Author;
use mirqab_vocabulary::{FindingId, IncidentId, Instant, Passage};
use serde::{Deserialize, Serialize};

/// Where a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// Waiting for reviewers who agree.
    UnderReview,
    /// Reviewed; before a body of the procedure.
    InCommittee,
    /// A body did not endorse it. It can only be sent back.
    NotEndorsed,
    /// Reviewed and endorsed; waiting for notice, reply and decision.
    AwaitingDecision,
    /// Decided, not yet public.
    Decided,
    /// Public.
    Published,
    /// Public, and taken up again.
    Reopened,
    /// Public, and nothing more is to be done.
    Closed,
    /// Public, and taken back.
    Retracted,
    /// Sent back before anything was public.
    SentBack,
}

impl Handling {
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnderReview => "under_review",
            Self::InCommittee => "in_committee",
            Self::NotEndorsed => "not_endorsed",
            Self::AwaitingDecision => "awaiting_decision",
            Self::Decided => "decided",
            Self::Published => "published",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
            Self::Retracted => "retracted",
            Self::SentBack => "sent_back",
        }
    }
}

/// One reviewer's answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Whose.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// Whether they agree.
    pub agrees: bool,
    /// Why; the dissent where they do not.
    pub reason: Passage,
}

/// One vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cast {
    /// The body, by its key.
    pub body: String,
    /// Whose.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// What.
    pub vote: Vote,
    /// Why.
    pub opinion: Option<Passage>,
}

/// What a body decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    /// The body, by its key.
    pub body: String,
    /// Who kept the minutes.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// Whether it endorses the conclusion.
    pub endorsed: bool,
    /// The minutes.
    pub minutes: Passage,
}

/// One conclusion with all that happened to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Counted from 1.
    pub number: u32,
    /// Who proposed it.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// The conclusion.
    pub proposal: Proposal,
    /// The reviews, in order.
    pub reviews: Vec<Review>,
    /// The votes, in order; in each body a person's last one counts.
    pub votes: Vec<Cast>,
    /// What the bodies decided, in order.
    pub bodies: Vec<Resolution>,
    /// Who decided, when, with what note.
    pub decided: Option<(Author, Instant, Option<Passage>)>,
    /// When it was made public.
    pub published_at: Option<Instant>,
    /// Who sent it back, when, why.
    pub sent_back: Option<(Author, Instant, Passage)>,
}

impl Version {
    /// Whether it still waits for something.
    pub fn pending(&self) -> bool {
        self.published_at.is_none() && self.sent_back.is_none()
    }
    /// Whether as many reviewers agree as the procedure asks for; without one, at least one.
    pub fn endorsed(&self) -> bool {
        let needed = self.proposal.procedure.as_ref().map_or(1, |procedure| procedure.reviews);
        self.reviews.iter().filter(|review| review.agrees).count() >= needed as usize
    }
    /// The body that did not endorse it, if one did not.
    pub fn refused(&self) -> Option<&Resolution> {
        self.bodies.iter().find(|resolution| !resolution.endorsed)
    }
    /// Whether every body of its procedure endorsed it.
    pub fn endorsed_by_bodies(&self) -> bool {
        let needed = self.proposal.procedure.as_ref().map_or(0, |procedure| procedure.bodies.len());
        self.refused().is_none() && self.bodies.len() >= needed
    }
}

/// One finding as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its id.
    pub id: FindingId,
    /// Its incident.
    pub incident: IncidentId,
    /// Every conclusion, oldest first. None is ever removed.
    pub versions: Vec<Version>,
    /// Closings and reopenings, oldest first.
    #[serde(default)]
    pub turns: Vec<Turn>,
}

impl State {
    /// The conclusion that waits, if one does.
    pub fn pending(&self) -> Option<&Version> {
        self.versions.last().filter(|version| version.pending())
    }
    /// The conclusion that the public has, if it has one. A published retraction is one too.
    pub fn published(&self) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.published_at.is_some())
    }
    /// Whether it was taken back for good.
    pub fn retracted(&self) -> bool {
        self.published().is_some_and(|version| version.proposal.aim == Aim::Retract)
    }
    /// Where the newest conclusion stands.
    pub fn handling(&self) -> Handling {
        match self.pending() {
            Some(version) if version.decided.is_some() => Handling::Decided,
            Some(version) if version.refused().is_some() => Handling::NotEndorsed,
            Some(version) if version.endorsed() && !version.endorsed_by_bodies() => Handling::InCommittee,
            Some(version) if version.endorsed() => Handling::AwaitingDecision,
            Some(_) => Handling::UnderReview,
            None if self.closed().is_some() => Handling::Closed,
            None if self.reopened().is_some() => Handling::Reopened,
            None if self.retracted() => Handling::Retracted,
            None if self.published().is_some() => Handling::Published,
            None => Handling::SentBack,
        }
    }

    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, id: FindingId, event: &Event, by: &Author, at: Instant) -> Option<Self> {
        if let Event::Proposed { proposal } = event {
            let mut state =
                state.unwrap_or(Self { id, incident: proposal.incident, versions: Vec::new(), turns: Vec::new() });
            let number = u32::try_from(state.versions.len()).unwrap_or(u32::MAX).saturating_add(1);
            state.versions.push(Version {
                number,
                by: by.clone(),
                at,
                proposal: (**proposal).clone(),
                reviews: Vec::new(),
                votes: Vec::new(),
                bodies: Vec::new(),
                decided: None,
                published_at: None,
                sent_back: None,
            });
            return Some(state);
        }
        let mut state = state?;
        let course = match event {
            Event::Closed { closure } => Some(Course::Closed(closure.clone())),
            Event::Reopened { reopening } => Some(Course::Reopened(reopening.clone())),
            _ => None,
        };
        if let Some(course) = course {
            let public = state.published().map(|version| version.number);
            state.turns.extend(public.map(|version| Turn { by: by.clone(), at, version, course }));
            return Some(state);
        }
        let Some(version) = state.versions.last_mut().filter(|version| version.pending()) else { return Some(state) };
        match event {
            Event::Proposed { .. } | Event::Closed { .. } | Event::Reopened { .. } => {}
            Event::Reviewed { agrees, reason } => {
                version.reviews.push(Review { by: by.clone(), at, agrees: *agrees, reason: reason.clone() });
            }
            Event::Voted { body, vote, opinion } => version.votes.push(Cast {
                body: body.clone(),
                by: by.clone(),
                at,
                vote: *vote,
                opinion: opinion.clone(),
            }),
            Event::BodyDecided { body, endorsed, minutes } => version.bodies.push(Resolution {
                body: body.clone(),
                by: by.clone(),
                at,
                endorsed: *endorsed,
                minutes: minutes.clone(),
            }),
            Event::Decided { note } => version.decided = Some((by.clone(), at, note.clone())),
            Event::SentBack { reason } => version.sent_back = Some((by.clone(), at, reason.clone())),
            Event::Published {} => version.published_at = Some(at),
        }
        Some(state)
    }
}

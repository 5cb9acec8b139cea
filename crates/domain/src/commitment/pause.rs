//! What the facts about one local pause add up to.

use super::{Grant, Granting, PauseTerms, Scoring};
use crate::Author;
use mirqab_vocabulary::{CommitmentId, Instant, PartyCode};
use serde::{Deserialize, Serialize};

/// One pause as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// Its id.
    pub id: CommitmentId,
    /// What was asked for.
    pub pause: PauseTerms,
    /// When the request was recorded.
    pub recorded_at: Instant,
    /// The answers as recorded. A party's later one replaces its earlier.
    pub grants: Vec<(Granting, Instant)>,
    /// How it went, as last judged, by whom.
    pub scoring: Option<(Scoring, Option<Author>)>,
}

/// Where a pause stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Somebody has not answered yet.
    Requested,
    /// All have granted it.
    Granted,
    /// Somebody refused.
    Refused,
    /// Its time came and somebody had not answered.
    Unanswered,
    /// It is on.
    Running,
    /// It is over and not judged.
    Over,
    /// It is over and judged.
    Scored,
}

impl Standing {
    /// Every standing.
    pub const ALL: &'static [Self] =
        &[Self::Requested, Self::Granted, Self::Refused, Self::Unanswered, Self::Running, Self::Over, Self::Scored];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Granted => "granted",
            Self::Refused => "refused",
            Self::Unanswered => "unanswered",
            Self::Running => "running",
            Self::Over => "over",
            Self::Scored => "scored",
        }
    }
}

impl Pause {
    /// What a party answered last.
    pub fn answer(&self, party: &PartyCode) -> Option<&Granting> {
        self.grants.iter().rev().map(|(granting, _)| granting).find(|granting| granting.party == *party)
    }
    /// Whether all who must grant it did.
    pub fn granted(&self) -> bool {
        let yes = |party| self.answer(party).is_some_and(|granting| granting.answer != Grant::Refused);
        self.pause.of.iter().all(yes)
    }
    /// Where it stands.
    pub fn stands(&self, now: Instant) -> Standing {
        let during = self.pause.during;
        let refused = |party| self.answer(party).is_some_and(|granting| granting.answer == Grant::Refused);
        match () {
            () if self.scoring.is_some() => Standing::Scored,
            () if self.pause.of.iter().any(refused) => Standing::Refused,
            () if !self.granted() && now > during.from() => Standing::Unanswered,
            () if !self.granted() => Standing::Requested,
            () if now < during.from() => Standing::Granted,
            () if now <= during.to() => Standing::Running,
            () => Standing::Over,
        }
    }
}

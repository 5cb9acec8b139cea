//! **Publication**: what we tell whom.
//!
//! Enters: a report of a period, computed from the record as of one position. Leaves: a publication that can be rebuilt byte for byte.
//! Always true: it names the position of the log that it was computed from, and its totals add up. Deliberately not here: how the figures are computed.

use crate::Author;
use crate::refusal::refusals;
use mirqab_vocabulary::{BlobId, Instant, LocalDay, Passage, PublicationId, Role};
use serde::{Deserialize, Serialize};

/// The period of a situation report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// One local day.
    Daily,
    /// Seven local days, the last one named.
    Weekly,
}

impl Period {
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Daily => "daily",
            Self::Weekly => "weekly",
        }
    }
    /// How many days.
    pub fn days(self) -> i32 {
        match self {
            Self::Daily => 1,
            Self::Weekly => 7,
        }
    }
}

/// A fact about a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A situation report was signed and issued.
    Issued {
        /// The kind of period.
        period: Period,
        /// Its last local day.
        day: LocalDay,
        /// How many entries of the log it was computed from.
        log_size: u64,
        /// SHA-256 of the figures, from which both languages are made.
        figures: BlobId,
    },
    /// It was taken back. It stays readable.
    Withdrawn {
        /// Why.
        reason: Passage,
    },
}

refusals! {
    /// Wrong role.
    RoleNotAllowed = "publication-role-not-allowed", "the head of mission signs what is published";
    /// It exists.
    AlreadyIssued = "publication-already-issued", "this publication was issued already";
    /// It does not.
    NotIssued = "publication-not-issued", "there is no such publication";
    /// It is withdrawn.
    AlreadyWithdrawn = "publication-already-withdrawn", "this publication is withdrawn already";
}

/// One publication as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its id.
    pub id: PublicationId,
    /// Who signed it.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// The kind of period.
    pub period: Period,
    /// Its last local day.
    pub day: LocalDay,
    /// How many entries it was computed from.
    pub log_size: u64,
    /// SHA-256 of the figures.
    pub figures: BlobId,
    /// Why it was taken back, if it was.
    pub withdrawn: Option<Passage>,
}

impl State {
    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, id: PublicationId, event: &Event, by: &Author, at: Instant) -> Option<Self> {
        match (state, event) {
            (None, Event::Issued { period, day, log_size, figures }) => Some(Self {
                id,
                by: by.clone(),
                at,
                period: *period,
                day: *day,
                log_size: *log_size,
                figures: figures.clone(),
                withdrawn: None,
            }),
            (Some(state), Event::Withdrawn { reason }) => Some(Self { withdrawn: Some(reason.clone()), ..state }),
            (state, _) => state,
        }
    }
}

/// Whether `event` may be recorded.
pub fn admit(state: Option<&State>, event: &Event, author: &Author) -> Result<(), Refusal> {
    if author.role != Role::HeadOfMission {
        return Err(Refusal::RoleNotAllowed);
    }
    match (state, event) {
        (Some(_), Event::Issued { .. }) => Err(Refusal::AlreadyIssued),
        (None, Event::Withdrawn { .. }) => Err(Refusal::NotIssued),
        (Some(state), Event::Withdrawn { .. }) if state.withdrawn.is_some() => Err(Refusal::AlreadyWithdrawn),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_vocabulary::AccountId;

    #[test]
    fn each_refusal() {
        let head = Author { account: AccountId::from_parts(1, [1; 10]), role: Role::HeadOfMission, party: None };
        let issued = Event::Issued {
            period: Period::Daily,
            day: LocalDay::parse("2020-01-18").unwrap(),
            log_size: 7,
            figures: BlobId::from_bytes([0; 32]),
        };
        let withdrawn = Event::Withdrawn { reason: Passage::parse("wrong base").unwrap() };
        let verifier = Author { role: Role::Verifier, ..head.clone() };
        let now = Instant::parse("2020-01-19T08:00:00Z").unwrap();
        let id = PublicationId::from_parts(1, [0; 10]);
        assert_eq!(admit(None, &issued, &verifier), Err(Refusal::RoleNotAllowed));
        assert_eq!(admit(None, &withdrawn, &head), Err(Refusal::NotIssued));
        let state = State::apply(None, id, &issued, &head, now);
        assert_eq!(admit(state.as_ref(), &issued, &head), Err(Refusal::AlreadyIssued));
        let state = State::apply(state, id, &withdrawn, &head, now);
        assert_eq!(admit(state.as_ref(), &withdrawn, &head), Err(Refusal::AlreadyWithdrawn));
    }
}

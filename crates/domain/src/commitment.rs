//! **Commitment**: what was promised beside the silence of arms.
//!
//! Enters: commitments and confidence-building measures with owner and deadline. Leaves: where each stands and since when. Always true:
//! a state has an author and a reason. Deliberately not here: whether a breach occurred.

use crate::Author;
use crate::refusal::refusals;
use mirqab_vocabulary::{AgreementId, Bilingual, CommitmentId, Instant, PartyCode, Role};
use serde::{Deserialize, Serialize};

/// Where a commitment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// It was agreed.
    Agreed,
    /// A date was set.
    Scheduled,
    /// It was begun.
    Partial,
    /// Its owner says that it is done.
    Done,
    /// The mission verified that it is done.
    Verified,
    /// It was undone.
    Reversed,
    /// Somebody stands in its way.
    Blocked,
}

impl Progress {
    /// Every state.
    pub const ALL: &'static [Self] =
        &[Self::Agreed, Self::Scheduled, Self::Partial, Self::Done, Self::Verified, Self::Reversed, Self::Blocked];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Scheduled => "scheduled",
            Self::Partial => "partial",
            Self::Done => "done",
            Self::Verified => "verified",
            Self::Reversed => "reversed",
            Self::Blocked => "blocked",
        }
    }
}

/// A commitment's terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The agreement that it belongs to.
    pub agreement: AgreementId,
    /// What it is called.
    pub title: Bilingual,
    /// Who owes it; all of them together. Empty if the mission does.
    pub owners: Vec<PartyCode>,
    /// When it was agreed.
    pub agreed_at: Instant,
    /// Until when, if a time was set.
    pub due: Option<Instant>,
}

/// A fact about a commitment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// It was taken into the register.
    Registered {
        /// Its terms.
        terms: Terms,
    },
    /// It moved.
    Progressed {
        /// To where.
        progress: Progress,
        /// When that came about.
        at: Instant,
        /// Why we say so.
        note: Bilingual,
    },
}

refusals! {
    /// The id is taken.
    AlreadyRegistered = "commitment-already-registered", "this commitment is in the register already";
    /// There is no such commitment.
    NotRegistered = "commitment-not-registered", "there is no such commitment";
    /// Due before it was agreed.
    DueBackwards = "commitment-due-backwards", "the commitment would be due before it was agreed";
    /// Wrong role.
    RoleNotAllowed = "commitment-role-not-allowed", "commitments are kept by duty officers, verifiers and the head of mission";
    /// Verified by one who may not.
    VerifiedByStaffOnly = "commitment-verified-by-verifier", "only a verifier records that a commitment is verified";
}

/// One commitment as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its id.
    pub id: CommitmentId,
    /// Its terms.
    pub terms: Terms,
    /// Where it stood, since when, why, as recorded.
    pub progress: Vec<(Progress, Instant, Bilingual)>,
}

impl State {
    /// Where it stands.
    pub fn stands(&self) -> Progress {
        self.progress.last().map_or(Progress::Agreed, |(progress, _, _)| *progress)
    }
    /// Whether its time has passed and it is not done.
    pub fn overdue(&self, now: Instant) -> bool {
        self.terms.due.is_some_and(|due| due < now) && !matches!(self.stands(), Progress::Done | Progress::Verified)
    }

    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, id: CommitmentId, event: &Event) -> Option<Self> {
        match (state, event) {
            (None, Event::Registered { terms }) => Some(Self { id, terms: terms.clone(), progress: Vec::new() }),
            (Some(mut state), Event::Progressed { progress, at, note }) => {
                state.progress.push((*progress, *at, note.clone()));
                Some(state)
            }
            (state, _) => state,
        }
    }
}

/// Whether `event` may be recorded.
pub fn admit(state: Option<&State>, event: &Event, author: &Author) -> Result<(), Refusal> {
    if !matches!(author.role, Role::DutyOfficer | Role::Verifier | Role::HeadOfMission) {
        return Err(Refusal::RoleNotAllowed);
    }
    match (state, event) {
        (Some(_), Event::Registered { .. }) => Err(Refusal::AlreadyRegistered),
        (None, Event::Progressed { .. }) => Err(Refusal::NotRegistered),
        (None, Event::Registered { terms }) if terms.due.is_some_and(|due| due < terms.agreed_at) => {
            Err(Refusal::DueBackwards)
        }
        (Some(_), Event::Progressed { progress: Progress::Verified, .. }) if author.role != Role::Verifier => {
            Err(Refusal::VerifiedByStaffOnly)
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_vocabulary::{AccountId, Passage};

    #[test]
    fn each_refusal_and_when_it_is_overdue() {
        let duty = Author { account: AccountId::from_parts(1, [1; 10]), role: Role::DutyOfficer, party: None };
        let at = |text: &str| Instant::parse(text).unwrap();
        let text = Bilingual { ar: Passage::parse("طريق").unwrap(), en: Passage::parse("road").unwrap() };
        let terms = Terms {
            agreement: AgreementId::from_parts(1, [0; 10]),
            title: text.clone(),
            owners: vec![],
            agreed_at: at("2020-10-23T10:00:00Z"),
            due: Some(at("2021-01-23T10:00:00Z")),
        };
        let registered = Event::Registered { terms: terms.clone() };
        let moved = |progress| Event::Progressed { progress, at: at("2021-07-30T10:00:00Z"), note: text.clone() };
        let id = CommitmentId::from_parts(1, [0; 10]);
        let state = State::apply(None, id, &registered);
        let now = at("2021-02-01T00:00:00Z");
        assert!(state.as_ref().is_some_and(|state| state.overdue(now)));
        assert_eq!(admit(state.as_ref(), &registered, &duty), Err(Refusal::AlreadyRegistered));
        assert_eq!(admit(None, &moved(Progress::Done), &duty), Err(Refusal::NotRegistered));
        assert_eq!(admit(state.as_ref(), &moved(Progress::Verified), &duty), Err(Refusal::VerifiedByStaffOnly));
        let backwards = Terms { due: Some(at("2020-10-22T10:00:00Z")), ..terms };
        assert_eq!(admit(None, &Event::Registered { terms: backwards }, &duty), Err(Refusal::DueBackwards));
        let liaison = Author { role: Role::PartyLiaison, ..duty };
        assert_eq!(admit(None, &registered, &liaison), Err(Refusal::RoleNotAllowed));
        let done = State::apply(state, id, &moved(Progress::Done)).unwrap();
        assert!(!done.overdue(now));
    }
}

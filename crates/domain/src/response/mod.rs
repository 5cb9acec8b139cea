//! **Response**: what the parties do. One record a finding, under the finding's id.
//!
//! Enters: notices that were served and what the parties answered. Leaves: the reply that is printed beside the finding. Always true: a
//! party answers for itself only; a late answer is kept and marked late, never dropped. Deliberately not here: whether the answer convinces.

use crate::Author;
use crate::refusal::refusals;
use mirqab_vocabulary::{FindingId, Instant, Language, Line, PartyCode, Passage, Role};
use serde::{Deserialize, Serialize};

/// What kind of answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyKind {
    /// It says that it was so.
    Acknowledge,
    /// It says that it was not so.
    Deny,
    /// It complains in turn.
    CounterComplaint,
    /// It will look into it.
    Inquiry,
    /// It disciplined somebody.
    Discipline,
    /// It withdrew or restored.
    Withdrawal,
    /// It says something else.
    Statement,
}

impl ReplyKind {
    /// Every kind, as listed.
    pub const ALL: &'static [Self] = &[
        Self::Acknowledge,
        Self::Deny,
        Self::CounterComplaint,
        Self::Inquiry,
        Self::Discipline,
        Self::Withdrawal,
        Self::Statement,
    ];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Deny => "deny",
            Self::CounterComplaint => "counter_complaint",
            Self::Inquiry => "inquiry",
            Self::Discipline => "discipline",
            Self::Withdrawal => "withdrawal",
            Self::Statement => "statement",
        }
    }
    /// The kind with this written form.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// A fact about a response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A party was told of a conclusion before it is decided.
    NoticeServed {
        /// The party.
        party: PartyCode,
        /// Of which conclusion, by its number.
        version: u32,
        /// How it was served, and what proves it.
        proof: Line,
        /// Until when the party may answer.
        reply_due: Instant,
    },
    /// A party answered.
    Replied {
        /// The party.
        party: PartyCode,
        /// What kind of answer.
        kind: ReplyKind,
        /// The words, verbatim.
        text: Passage,
        /// The language of the words.
        language: Language,
    },
}

refusals! {
    /// There is no conclusion to tell of.
    NothingPending = "response-nothing-pending", "no conclusion is waiting for notice";
    /// It had notice of this conclusion.
    NoticeServedAlready = "response-notice-served-already", "the party had notice of this conclusion already";
    /// Less than an hour.
    ReplyTimeTooShort = "response-reply-time-too-short", "a party has at least one hour to reply";
    /// It had no notice.
    NoticeMissing = "response-notice-missing", "the party had no notice that it could answer";
    /// Only its liaison answers for it.
    NotOwnParty = "response-not-own-party", "a party's own liaison answers for it";
    /// Wrong role.
    RoleNotAllowed = "response-role-not-allowed", "this step is not for your role";
}

/// A notice, with when it was served.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The party.
    pub party: PartyCode,
    /// Of which conclusion.
    pub version: u32,
    /// When it was served.
    pub at: Instant,
    /// How, and what proves it.
    pub proof: Line,
    /// Until when the party may answer.
    pub reply_due: Instant,
}

/// A reply, with when it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The party.
    pub party: PartyCode,
    /// To which conclusion: the newest of which it had notice.
    pub version: u32,
    /// When it came.
    pub at: Instant,
    /// Whether its time had passed.
    pub late: bool,
    /// What kind of answer.
    pub kind: ReplyKind,
    /// The words.
    pub text: Passage,
    /// Their language.
    pub language: Language,
}

/// The responses to one finding as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The finding.
    pub finding: FindingId,
    /// Notices, in order.
    pub notices: Vec<Notice>,
    /// Replies, in order.
    pub replies: Vec<Reply>,
}

impl State {
    fn notice_to(&self, party: &PartyCode) -> Option<&Notice> {
        self.notices.iter().rev().find(|notice| notice.party == *party)
    }

    /// Whether `party` had notice of conclusion `version`, and answered or let its time pass.
    pub fn heard(&self, party: &PartyCode, version: u32, now: Instant) -> bool {
        self.notices.iter().any(|notice| {
            notice.party == *party
                && notice.version == version
                && (notice.reply_due <= now
                    || self.replies.iter().any(|reply| reply.party == *party && reply.version == version))
        })
    }

    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, finding: FindingId, event: &Event, at: Instant) -> Option<Self> {
        let mut state = state.unwrap_or(Self { finding, notices: Vec::new(), replies: Vec::new() });
        match event {
            Event::NoticeServed { party, version, proof, reply_due } => state.notices.push(Notice {
                party: party.clone(),
                version: *version,
                at,
                proof: proof.clone(),
                reply_due: *reply_due,
            }),
            Event::Replied { party, kind, text, language } => {
                if let Some(notice) = state.notice_to(party) {
                    let (version, late) = (notice.version, at > notice.reply_due);
                    state.replies.push(Reply {
                        party: party.clone(),
                        version,
                        at,
                        late,
                        kind: *kind,
                        text: text.clone(),
                        language: *language,
                    });
                }
            }
        }
        Some(state)
    }
}

/// Whether `event` may be recorded; `pending` is the number of the conclusion that waits, if one does.
pub fn admit(
    state: Option<&State>,
    event: &Event,
    author: &Author,
    now: Instant,
    pending: Option<u32>,
) -> Result<(), Refusal> {
    match event {
        Event::NoticeServed { party, version, reply_due, .. } => {
            if !matches!(author.role, Role::DutyOfficer | Role::Reviewer | Role::HeadOfMission) {
                return Err(Refusal::RoleNotAllowed);
            }
            if pending != Some(*version) {
                return Err(Refusal::NothingPending);
            }
            let served = |state: &State| state.notices.iter().any(|n| n.party == *party && n.version == *version);
            if state.is_some_and(served) {
                return Err(Refusal::NoticeServedAlready);
            }
            if *reply_due < now.plus_s(3600) { Err(Refusal::ReplyTimeTooShort) } else { Ok(()) }
        }
        Event::Replied { party, .. } => {
            if author.role != Role::PartyLiaison || author.party.as_ref() != Some(party) {
                return Err(Refusal::NotOwnParty);
            }
            let told = state.is_some_and(|state| state.notice_to(party).is_some());
            if told { Ok(()) } else { Err(Refusal::NoticeMissing) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mirqab_vocabulary::AccountId;

    fn now() -> Instant {
        Instant::parse("2020-01-18T12:00:00Z").unwrap()
    }
    fn party(code: &str) -> PartyCode {
        PartyCode::parse(code).unwrap()
    }
    fn author(role: Role, of: Option<&str>) -> Author {
        Author { account: AccountId::from_parts(1, [1; 10]), role, party: of.map(party) }
    }
    fn notice(version: u32, hours: i64) -> Event {
        Event::NoticeServed {
            party: party("north"),
            version,
            proof: Line::parse("letter 12, signed for").unwrap(),
            reply_due: now().plus_s(hours * 3600),
        }
    }
    fn reply() -> Event {
        Event::Replied {
            party: party("north"),
            kind: ReplyKind::Deny,
            text: Passage::parse("No.").unwrap(),
            language: Language::English,
        }
    }
    fn served() -> State {
        State::apply(None, FindingId::from_parts(1, [0; 10]), &notice(1, 48), now()).unwrap()
    }

    #[test]
    fn each_refusal() {
        let duty = author(Role::DutyOfficer, None);
        let north = author(Role::PartyLiaison, Some("north"));
        let south = author(Role::PartyLiaison, Some("south"));
        let state = served();
        assert_eq!(admit(None, &notice(1, 48), &north, now(), Some(1)), Err(Refusal::RoleNotAllowed));
        assert_eq!(admit(None, &notice(1, 48), &duty, now(), None), Err(Refusal::NothingPending));
        assert_eq!(admit(Some(&state), &notice(1, 48), &duty, now(), Some(1)), Err(Refusal::NoticeServedAlready));
        assert_eq!(admit(None, &notice(1, 0), &duty, now(), Some(1)), Err(Refusal::ReplyTimeTooShort));
        assert_eq!(admit(None, &reply(), &north, now(), Some(1)), Err(Refusal::NoticeMissing));
        assert_eq!(admit(Some(&state), &reply(), &south, now(), Some(1)), Err(Refusal::NotOwnParty));
        assert_eq!(admit(Some(&state), &reply(), &north, now(), Some(1)), Ok(()));
    }

    #[test]
    fn a_party_is_heard_when_it_answers_or_its_time_passes_and_a_late_answer_is_kept() {
        let state = served();
        assert!(!state.heard(&party("north"), 1, now()));
        assert!(!state.heard(&party("south"), 1, now().plus_s(999_999)));
        assert!(state.heard(&party("north"), 1, now().plus_s(48 * 3600)));
        assert!(!state.heard(&party("north"), 2, now().plus_s(48 * 3600)));
        let id = state.finding;
        let answered = State::apply(Some(state.clone()), id, &reply(), now()).unwrap();
        assert!(answered.heard(&party("north"), 1, now()));
        let late = State::apply(Some(state), id, &reply(), now().plus_s(49 * 3600)).unwrap();
        assert!(late.replies[0].late && !answered.replies[0].late);
    }
}

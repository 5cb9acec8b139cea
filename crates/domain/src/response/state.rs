//! What the facts about the responses to one finding add up to.

use super::measure::{self, MeasureRecord};
use super::{Details, Event, ReplyKind};
use crate::Author;
use crate::coded::coded;
use mirqab_vocabulary::{FindingId, Instant, Language, Line, PartyCode, Passage};
use serde::{Deserialize, Serialize};

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

coded! {
    /// What became of a promise.
    Kept {
        /// It was kept.
        Kept = "kept",
        /// It was not.
        NotKept = "not_kept",
    }
}

/// What the mission saw of a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseJudgement {
    /// Whether it was kept.
    pub kept: Kept,
    /// What shows it.
    pub reason: Passage,
    /// Who looked.
    pub by: Author,
    /// When.
    pub at: Instant,
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
    /// What belongs to it beside its words.
    #[serde(default)]
    pub details: Details,
    /// What became of its promise, as last judged.
    #[serde(default)]
    pub judged: Option<PromiseJudgement>,
}

impl Reply {
    /// Whether it promises something of which nobody has said yet whether it was kept.
    pub fn promise_open(&self) -> bool {
        self.details.promised_for.is_some() && self.judged.is_none()
    }
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
    /// Measures, in order.
    #[serde(default)]
    pub measures: Vec<MeasureRecord>,
}

impl State {
    pub(super) fn notice_to(&self, party: &PartyCode) -> Option<&Notice> {
        self.notices.iter().rev().find(|notice| notice.party == *party)
    }

    /// The reply of this number, counted from 1.
    pub fn reply(&self, number: u32) -> Option<&Reply> {
        usize::try_from(number).ok().and_then(|number| self.replies.get(number.checked_sub(1)?))
    }

    fn answered(&self, notice: &Notice) -> bool {
        self.replies.iter().any(|reply| reply.party == notice.party && reply.version == notice.version)
    }

    /// Whether `party` had notice of conclusion `version`, and answered or let its time pass.
    pub fn heard(&self, party: &PartyCode, version: u32, now: Instant) -> bool {
        self.notices.iter().any(|notice| {
            notice.party == *party && notice.version == version && (notice.reply_due <= now || self.answered(notice))
        })
    }

    /// Whether a time to reply runs, or a promise, a proposed measure or an imposed one is open.
    pub fn waiting(&self, now: Instant) -> bool {
        self.notices.iter().any(|notice| notice.reply_due > now && !self.answered(notice))
            || self.replies.iter().any(Reply::promise_open)
            || self.measures.iter().any(MeasureRecord::open)
    }

    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, finding: FindingId, event: &Event, by: &Author, at: Instant) -> Option<Self> {
        let (notices, replies, measures) = (Vec::new(), Vec::new(), Vec::new());
        let mut state = state.unwrap_or(Self { finding, notices, replies, measures });
        match event {
            Event::NoticeServed { party, version, proof, reply_due } => state.notices.push(Notice {
                party: party.clone(),
                version: *version,
                at,
                proof: proof.clone(),
                reply_due: *reply_due,
            }),
            Event::Replied { party, kind, text, language, details } => {
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
                        details: details.as_deref().cloned().unwrap_or_default(),
                        judged: None,
                    });
                }
            }
            Event::PromiseJudged { reply, kept, reason } => {
                let index = usize::try_from(*reply).ok().and_then(|number| number.checked_sub(1));
                if let Some(reply) = index.and_then(|index| state.replies.get_mut(index)) {
                    let (reason, by) = (reason.clone(), by.clone());
                    reply.judged = Some(PromiseJudgement { kept: *kept, reason, by, at });
                }
            }
            _ => measure::apply(&mut state.measures, event, by, at),
        }
        Some(state)
    }
}

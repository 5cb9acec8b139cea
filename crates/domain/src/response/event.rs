//! Facts of the response room.

use super::{AgendaItem, Call, Kept, Measure, MeasureEnd, Minutes};
use crate::coded::coded;
use crate::finding::Vote;
use mirqab_vocabulary::{Instant, Language, Line, PartyCode, Passage, ReportId};
use serde::{Deserialize, Serialize};

coded! {
    /// What kind of answer.
    ReplyKind {
        /// It says that it was so.
        Acknowledge = "acknowledge",
        /// It says that it was not so.
        Deny = "deny",
        /// It complains in turn.
        CounterComplaint = "counter_complaint",
        /// It will look into it.
        Inquiry = "inquiry",
        /// What its inquiry found.
        InquiryResult = "inquiry_result",
        /// It disciplined somebody.
        Discipline = "discipline",
        /// It withdrew or restored.
        Withdrawal = "withdrawal",
        /// It apologised or compensated.
        Compensation = "compensation",
        /// It asks that the case be reopened.
        ReopeningRequest = "reopening_request",
        /// It says something else.
        Statement = "statement",
    }
}

/// What belongs to an answer beside its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// When what it tells of was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Instant>,
    /// By when what it promises will be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised_for: Option<Instant>,
    /// The report that it filed as its complaint in turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportId>,
    /// The number of the answer that opened the inquiry of which this is the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inquiry: Option<u32>,
    /// What shows it, such as the number of an order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Line>,
}

/// A fact about a response, or about a sitting.
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
        /// What belongs to it beside its words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        details: Option<Box<Details>>,
    },
    /// The mission looked whether a promise within an answer was kept.
    PromiseJudged {
        /// The number of the answer, counted from 1.
        reply: u32,
        /// Whether it was kept.
        kept: Kept,
        /// What shows it.
        reason: Passage,
    },
    /// A measure was proposed.
    MeasureProposed {
        /// The measure.
        measure: Box<Measure>,
    },
    /// Somebody seated in the body that decides on measures voted.
    MeasureVoted {
        /// The measure, by its number.
        number: u32,
        /// The body, by its key.
        body: String,
        /// The vote.
        vote: Vote,
        /// Why.
        opinion: Option<Passage>,
    },
    /// It was decided whether the measure is imposed.
    MeasureDecided {
        /// The measure, by its number.
        number: u32,
        /// Whether it is.
        imposed: bool,
        /// What was said.
        minutes: Passage,
    },
    /// A measure that was imposed came to its end.
    MeasureEnded {
        /// The measure, by its number.
        number: u32,
        /// How.
        end: MeasureEnd,
        /// What shows it, or why it was lifted.
        reason: Passage,
    },
    /// A sitting of a body was called.
    SittingCalled {
        /// Of which body, when, where, on what.
        call: Box<Call>,
    },
    /// The agenda of a sitting was changed before it.
    AgendaChanged {
        /// The whole agenda as it is now.
        agenda: Vec<AgendaItem>,
        /// Why.
        reason: Passage,
    },
    /// A sitting was held.
    SittingHeld {
        /// Who was there, and what became of each item.
        minutes: Box<Minutes>,
    },
    /// A sitting was called off.
    SittingCancelled {
        /// Why.
        reason: Passage,
    },
}

impl Event {
    /// Whether it is about a sitting, and not about the responses to a finding.
    pub fn of_sitting(&self) -> bool {
        matches!(
            self,
            Self::SittingCalled { .. }
                | Self::AgendaChanged { .. }
                | Self::SittingHeld { .. }
                | Self::SittingCancelled { .. }
        )
    }
}

//! Facts of the finding room.

use super::{Closure, Reopening, Vote};
use crate::agreement::Procedure;
use mirqab_vocabulary::{
    Attribution, Bilingual, Classification, Gravity, IncidentId, Line, Occurrence, Passage, ReportId, StandardOfProof,
};
use serde::{Deserialize, Serialize};

/// What a proposal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// The first conclusion.
    Conclude,
    /// Another conclusion in place of a published one.
    Correct,
    /// To take a published conclusion back altogether.
    Retract,
}

/// The axes of a conclusion. Handling, the fifth, is what the facts add up to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axes {
    /// Did it happen?
    pub occurrence: Occurrence,
    /// What is it under the agreement?
    pub classification: Classification,
    /// Who did it?
    pub attribution: Attribution,
    /// How grave is it?
    pub gravity: Gravity,
}

/// A conclusion, as proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The incident that it is about.
    pub incident: IncidentId,
    /// What it is for.
    pub aim: Aim,
    /// The conclusion.
    pub axes: Axes,
    /// The standard of proof that it was held to.
    pub standard: StandardOfProof,
    /// The reports that were considered.
    pub reports: Vec<ReportId>,
    /// The conclusion in words.
    pub statement: Bilingual,
    /// Why; for a correction or a retraction, why it is changed.
    pub reason: Passage,
    /// The procedure under which it is made; none where its agreement sets none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub procedure: Option<Box<Procedure>>,
    /// The unit within the party to which it is attributed, where that is established.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Line>,
}

/// A fact about a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A conclusion was proposed.
    Proposed {
        /// The conclusion.
        proposal: Box<Proposal>,
    },
    /// A second person looked at it.
    Reviewed {
        /// Whether they agree. If not, the reason is a dissent and stays with the finding.
        agrees: bool,
        /// Why.
        reason: Passage,
    },
    /// Somebody seated in a body voted. A later vote of theirs takes the place of an earlier one until the body has decided.
    Voted {
        /// The body, by its key.
        body: String,
        /// The vote.
        vote: Vote,
        /// Why; the minority's opinion where it is against.
        opinion: Option<Passage>,
    },
    /// A body decided, by the votes cast.
    BodyDecided {
        /// The body, by its key.
        body: String,
        /// Whether it endorses the conclusion.
        endorsed: bool,
        /// What was said: the minutes.
        minutes: Passage,
    },
    /// It was decided.
    Decided {
        /// What the decider adds, if anything.
        note: Option<Passage>,
    },
    /// It was sent back to verification.
    SentBack {
        /// Why.
        reason: Passage,
    },
    /// It was made public.
    Published {},
    /// The case was closed: nothing more is to be done in it.
    Closed {
        /// On what ground.
        closure: Closure,
    },
    /// The case was taken up again. What is published stays so, marked, until another conclusion takes its place.
    Reopened {
        /// On what ground, until when.
        reopening: Reopening,
    },
}

//! Facts of the incident room.

use crate::coded::coded;
use mirqab_vocabulary::{Bilingual, IncidentId, Line, Passage, ReportId, ViolationKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one feature said for or against one event, in thousandths of a unit of natural log-odds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// The feature's code, such as `distance`.
    pub feature: Line,
    /// Positive speaks for one event, negative against.
    pub weight_milli: i32,
    /// The facts behind it by name, such as `apart_m` with 1200. Whole numbers, so that each language writes them its own way.
    pub facts: BTreeMap<String, i64>,
}

/// What the machine said of a report and an incident when a person decided: enough to compute it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// The model with its version, such as `linkage/1`.
    pub model: Line,
    /// What names exactly the parameters that the model had.
    pub parameters: Line,
    /// The report among the incident's own with which it was compared and which spoke most.
    pub nearest: ReportId,
    /// Where all reports that were looked at stand in the log: the one in question first, then the nearest, then those around them,
    /// which say how much happens there anyway.
    pub inputs: Vec<u64>,
    /// How probable it is that they tell of one event, in thousandths.
    pub permille: u16,
    /// What each feature said. With the prior they add up to the log-odds.
    pub contributions: Vec<Contribution>,
    /// From which answers the model had learnt; absent if its weights were those of its version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learnt: Option<Learnt>,
    /// What the report might have been linked to instead, and why that was not proposed first; absent if nothing else came near.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternative: Option<Alternative>,
}

/// From which of the record's own answers a model has learnt. From these it can be learnt again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learnt {
    /// The position in the log of the last answer that was looked at.
    pub until: u64,
    /// How many answers taught.
    pub answers: u32,
}

/// The nearest alternative to what was proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// The other incident; absent where the alternative is a report that is linked to none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub incident: Option<IncidentId>,
    /// The report that speaks most for it.
    pub nearest: ReportId,
    /// How probable it is that the two reports tell of one event, in thousandths.
    pub permille: u16,
    /// The mean of that over all reports of the incident.
    pub mean_permille: u16,
    /// Why it was not proposed, or not first.
    pub obstacle: Obstacle,
}

/// Why a report is not linked to an alternative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Obstacle {
    /// A person said that they tell of different events.
    Decided,
    /// Each accuses the side that makes the other's claim.
    CounterClaim,
    /// Two items of one publication that state different facts.
    OnePublication,
    /// The two reports are too far apart in place or time to be compared.
    TooFar,
    /// The two reports are not alike enough.
    PairTooWeak,
    /// The two are alike, but the report and the incident as a whole would not hold together.
    GroupsApart,
    /// It is linked to another incident.
    Elsewhere,
    /// Another is more probable.
    Less,
    /// Nothing: it was itself proposed before what was answered.
    ProposedFirst,
}

impl Obstacle {
    /// Every obstacle.
    pub const ALL: &'static [Self] = &[
        Self::Decided,
        Self::CounterClaim,
        Self::OnePublication,
        Self::TooFar,
        Self::PairTooWeak,
        Self::GroupsApart,
        Self::Elsewhere,
        Self::Less,
        Self::ProposedFirst,
    ];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::CounterClaim => "counter_claim",
            Self::OnePublication => "one_publication",
            Self::TooFar => "too_far",
            Self::PairTooWeak => "pair_too_weak",
            Self::GroupsApart => "groups_apart",
            Self::Elsewhere => "elsewhere",
            Self::Less => "less",
            Self::ProposedFirst => "proposed_first",
        }
    }
}

/// What the machine proposes to change in incidents that stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// That another incident is this one.
    Merge {
        /// The other incident.
        other: IncidentId,
    },
    /// That some of its reports tell of another event.
    Split {
        /// These reports.
        reports: Vec<ReportId>,
    },
}

coded! {
    /// What a person answers to a proposal.
    Answer {
        /// They tell of one event: the report is linked.
        Same = "same",
        /// They tell of different events: it is not proposed again.
        Different = "different",
        /// It cannot be told: nothing is linked, and the answer is kept.
        Unsure = "unsure",
    }
}

/// A fact about an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// It was opened over these reports.
    Opened {
        /// The reports that tell of it.
        reports: Vec<ReportId>,
        /// What kind of event.
        kind: ViolationKind,
        /// What it is called.
        title: Bilingual,
        /// The incident from which it was split, if it was.
        split_from: Option<IncidentId>,
    },
    /// Its kind or title was set anew.
    Described {
        /// What kind of event.
        kind: ViolationKind,
        /// What it is called.
        title: Bilingual,
    },
    /// A report was linked, without a proposal.
    Linked {
        /// The report.
        report: ReportId,
        /// Why.
        reason: Passage,
    },
    /// A person answered a proposal that a report tells of this incident. What was proposed is kept with the answer.
    ProposalJudged {
        /// The report.
        report: ReportId,
        /// The answer.
        answer: Answer,
        /// What was proposed, and why.
        proposal: Box<Proposal>,
        /// Why the person answered so.
        reason: Passage,
    },
    /// A person answered a proposed change of incidents: whether what it is about is of one event. What follows from the answer stands in
    /// facts of its own: `absorbed` and `merged_into`, or `unlinked` and `opened`.
    ChangeJudged {
        /// What was proposed to be changed.
        about: Change,
        /// The answer.
        answer: Answer,
        /// What was said of the two reports that speak most for one event, and why.
        proposal: Box<Proposal>,
        /// Why the person answered so.
        reason: Passage,
    },
    /// A report was unlinked.
    Unlinked {
        /// The report.
        report: ReportId,
        /// Why.
        reason: Passage,
    },
    /// Another incident's reports were taken in.
    Absorbed {
        /// The other incident.
        other: IncidentId,
        /// Its reports at that time.
        reports: Vec<ReportId>,
        /// Why.
        reason: Passage,
    },
    /// This incident went into another.
    MergedInto {
        /// The other incident.
        into: IncidentId,
    },
    /// A merge was taken back: the other incident's reports left again.
    Released {
        /// The other incident.
        other: IncidentId,
        /// Why.
        reason: Passage,
    },
    /// A merge was taken back: this incident stands by itself again.
    Restored {},
}

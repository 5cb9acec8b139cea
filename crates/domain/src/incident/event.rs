//! Facts of the incident room.

use mirqab_vocabulary::{Bilingual, IncidentId, Line, Passage, ReportId, ViolationKind};
use serde::{Deserialize, Serialize};

/// What one feature said for or against a link, in hundredths of a unit of natural log-odds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// The feature's code, such as `distance`.
    pub feature: Line,
    /// Positive speaks for one event, negative against.
    pub weight_centi: i32,
    /// The fact behind it, such as `1.2 km`.
    pub detail: Line,
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
    /// A report was linked.
    Linked {
        /// The report.
        report: ReportId,
        /// The proposal's explanation, kept with the decision; empty if a person linked without a proposal.
        explanation: Vec<Contribution>,
        /// Why.
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

//! What kept the mission from moving or seeing.

use mirqab_vocabulary::{Bilingual, Coordinates, Interval, Line, PartyCode, PatrolId};
use serde::{Deserialize, Serialize};

/// What kind of restriction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RestrictionKind {
    /// They were not let through.
    Denied,
    /// They were let through late.
    Delayed,
    /// They were let through on a condition.
    Conditioned,
    /// They were threatened.
    Threatened,
    /// What they asked leave for beforehand was refused.
    RefusedApproval,
    /// Their instruments were jammed.
    Jammed,
    /// Something of theirs was taken.
    Seized,
}

impl RestrictionKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Denied,
        Self::Delayed,
        Self::Conditioned,
        Self::Threatened,
        Self::RefusedApproval,
        Self::Jammed,
        Self::Seized,
    ];
    /// The written form.
    pub fn code(self) -> &'static str {
        match self {
            Self::Denied => "denied",
            Self::Delayed => "delayed",
            Self::Conditioned => "conditioned",
            Self::Threatened => "threatened",
            Self::RefusedApproval => "refused_approval",
            Self::Jammed => "jammed",
            Self::Seized => "seized",
        }
    }
    /// The kind with this written form.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// A restriction of the mission's movement or sight.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    /// What kind.
    pub kind: RestrictionKind,
    /// When, and how long.
    pub during: Interval,
    /// Where.
    pub at: Coordinates,
    /// What the place is called.
    pub place: Bilingual,
    /// Who imposed it; `None` if not known.
    pub by: Option<PartyCode>,
    /// The reason that was given, quoted.
    pub reason: Bilingual,
    /// The task that was lost.
    pub task_lost: Bilingual,
    /// Who stood there, as they were seen: uniform, badge, what they said of themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Bilingual>,
    /// Whether the movement had been notified beforehand; not known if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notified: Option<bool>,
    /// The team that was restricted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Line>,
    /// The patrol that was restricted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patrol: Option<PatrolId>,
}

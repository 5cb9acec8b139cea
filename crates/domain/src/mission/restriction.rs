//! What kept the mission from moving or seeing.

use crate::coded::coded;
use mirqab_vocabulary::{Bilingual, Coordinates, Interval, Line, PartyCode, PatrolId};
use serde::{Deserialize, Serialize};

coded! {
    /// What kind of restriction.
    RestrictionKind {
        /// They were not let through.
        Denied = "denied",
        /// They were let through late.
        Delayed = "delayed",
        /// They were let through on a condition.
        Conditioned = "conditioned",
        /// They were threatened.
        Threatened = "threatened",
        /// What they asked leave for beforehand was refused.
        RefusedApproval = "refused_approval",
        /// Their instruments were jammed.
        Jammed = "jammed",
        /// Something of theirs was taken.
        Seized = "seized",
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

//! What the facts about one report add up to.

use super::{Draft, Event};
use crate::Author;
use mirqab_vocabulary::{Instant, ReportId};
use serde::{Deserialize, Serialize};

/// One report as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its id.
    pub id: ReportId,
    /// Who submitted it.
    pub author: Author,
    /// When it was recorded.
    pub recorded_at: Instant,
    /// What it says.
    pub draft: Draft,
    /// The report that it retells, if it was judged to.
    pub origin: Option<ReportId>,
    /// Whether its sender took it back.
    pub withdrawn: bool,
}

impl State {
    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(
        state: Option<Self>,
        id: ReportId,
        event: &Event,
        author: &Author,
        recorded_at: Instant,
    ) -> Option<Self> {
        match (state, event) {
            (None, Event::Submitted { draft }) => Some(Self {
                id,
                author: author.clone(),
                recorded_at,
                draft: (**draft).clone(),
                origin: None,
                withdrawn: false,
            }),
            (Some(state), Event::LineageRecorded { origin, .. }) => Some(Self { origin: *origin, ..state }),
            (Some(state), Event::Withdrawn { .. }) => Some(Self { withdrawn: true, ..state }),
            (state, _) => state,
        }
    }
}

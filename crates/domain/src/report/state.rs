//! What the facts about one report add up to.

use super::protection::{Part, Protection, erase};
use super::{Draft, Event, Signed};
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
    /// Its sender's own signature, if it carries one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed: Option<Signed>,
    /// The report that it retells, if it was judged to.
    pub origin: Option<ReportId>,
    /// Whether its sender took it back.
    pub withdrawn: bool,
    /// What protects its source.
    #[serde(flatten)]
    pub protection: Protection,
    /// Whether its source has a code.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub contact: bool,
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
            (None, Event::Submitted { draft, signed }) => Some(Self {
                id,
                author: author.clone(),
                recorded_at,
                draft: (**draft).clone(),
                signed: signed.clone(),
                origin: None,
                withdrawn: false,
                protection: Protection::default(),
                contact: false,
            }),
            (Some(state), Event::LineageRecorded { origin, .. }) => Some(Self { origin: *origin, ..state }),
            (Some(state), Event::Withdrawn { .. }) => Some(Self { withdrawn: true, ..state }),
            (Some(state), Event::ContactOpened {}) => Some(Self { contact: true, ..state }),
            (Some(mut state), event) => {
                let step = event.step();
                let erased = step.map(|step| state.protection.apply(&step, author, recorded_at)).unwrap_or_default();
                erase(&mut state.draft, &erased);
                state.contact &= !erased.iter().any(|part| matches!(part, Part::Identity | Part::Words));
                Some(state)
            }
            (None, _) => None,
        }
    }
}

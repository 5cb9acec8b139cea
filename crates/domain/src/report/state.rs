//! What the facts about one report add up to.

use super::protection::{Proposed, Request, Tombstone, erase};
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
    /// What is proposed to be erased, if it waits for a second person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erasure: Option<Proposed>,
    /// What was erased.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tombstones: Vec<Tombstone>,
    /// Requests to open what is sealed, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Request>,
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
                erasure: None,
                tombstones: Vec::new(),
                openings: Vec::new(),
                contact: false,
            }),
            (Some(state), Event::LineageRecorded { origin, .. }) => Some(Self { origin: *origin, ..state }),
            (Some(state), Event::Withdrawn { .. }) => Some(Self { withdrawn: true, ..state }),
            (Some(state), event) => Some(state.protected(event, author, recorded_at)),
            (None, _) => None,
        }
    }

    /// Applies a fact of the protection of sources.
    fn protected(mut self, event: &Event, author: &Author, at: Instant) -> Self {
        let request = self.openings.last_mut().filter(|request| request.waits());
        match (event, request) {
            (Event::ErasureProposed { erasure }, _) => {
                let (parts, ground) = (erasure.parts.clone(), erasure.ground);
                self.erasure = Some(Proposed { by: author.account, at, parts, ground });
            }
            (Event::ErasureDeclined { .. }, _) => self.erasure = None,
            (Event::Erased { parts, ground }, _) => {
                if let Some(proposed) = self.erasure.take() {
                    erase(&mut self.draft, parts);
                    self.contact &=
                        !parts.iter().any(|part| matches!(part, super::Part::Identity | super::Part::Words));
                    let (proposed_by, decided_by) = (proposed.by, author.account);
                    self.tombstones.push(Tombstone {
                        parts: parts.clone(),
                        ground: *ground,
                        proposed_by,
                        decided_by,
                        at,
                    });
                }
            }
            (Event::ContactOpened {}, _) => self.contact = true,
            (Event::OpeningRequested { opening }, _) => self.openings.push(Request {
                by: author.account,
                at,
                what: opening.what,
                key: opening.key.clone(),
                set: opening.set,
                threshold: opening.threshold,
                consents: Vec::new(),
                refused: Vec::new(),
                opened: None,
                closed: false,
            }),
            (Event::OpeningConsented { consent }, Some(request)) => {
                request.consents.push((author.account, consent.holder));
            }
            (Event::OpeningRefused { .. }, Some(request)) => request.refused.push(author.account),
            (Event::Opened {}, Some(request)) => request.opened = Some(at),
            (Event::OpeningClosed {}, Some(request)) => request.closed = true,
            _ => {}
        }
        self
    }

    /// Whether this part was erased.
    pub fn is_erased(&self, part: super::Part) -> bool {
        self.tombstones.iter().any(|tombstone| tombstone.parts.contains(&part))
    }
}

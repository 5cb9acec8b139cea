//! What the facts about one verification add up to.

use super::{Event, Evidence};
use crate::Author;
use mirqab_vocabulary::{AccountId, IncidentId, Instant, Occurrence, Passage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Who is on it, and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Who.
    pub by: AccountId,
    /// Until when.
    pub until: Instant,
}

/// An item of evidence with who took it in and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its number within the case.
    pub number: u32,
    /// The item.
    pub evidence: Evidence,
    /// Who took it in.
    pub by: Author,
    /// When.
    pub at: Instant,
}

/// One person's judgement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// Whose.
    pub by: Author,
    /// When.
    pub at: Instant,
    /// The judgement.
    pub occurrence: Occurrence,
    /// Why.
    pub reason: Passage,
    /// The number of the mission's restriction that is cited.
    #[serde(default)]
    pub restriction: Option<u32>,
}

/// One verification as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// The incident.
    pub incident: IncidentId,
    /// When it was opened.
    pub opened_at: Instant,
    /// Until when.
    pub due: Instant,
    /// Who is on it. It may have run out: ask `holder`.
    pub claim: Option<Claim>,
    /// Who stood aside.
    pub recused: BTreeSet<AccountId>,
    /// The evidence, in order.
    pub evidence: Vec<Item>,
    /// The judgements, in order; a person's later one replaces their earlier.
    pub assessments: Vec<Assessment>,
}

impl State {
    /// Who holds the case at a time.
    pub fn holder(&self, now: Instant) -> Option<AccountId> {
        self.claim.as_ref().filter(|claim| claim.until > now).map(|claim| claim.by)
    }

    /// How many independent origins the evidence that can carry a conclusion has.
    pub fn carrying_origins(&self) -> u32 {
        let origins: BTreeSet<&str> = self
            .evidence
            .iter()
            .filter(|item| item.evidence.carries())
            .map(|item| item.evidence.origin.as_str())
            .collect();
        u32::try_from(origins.len()).unwrap_or(u32::MAX)
    }

    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, incident: IncidentId, event: &Event, by: &Author, at: Instant) -> Option<Self> {
        let Some(mut state) = state else {
            return match event {
                Event::Opened { due } => Some(Self {
                    incident,
                    opened_at: at,
                    due: *due,
                    claim: None,
                    recused: BTreeSet::new(),
                    evidence: Vec::new(),
                    assessments: Vec::new(),
                }),
                _ => None,
            };
        };
        match event {
            Event::Opened { .. } => {}
            Event::Claimed { until } => state.claim = Some(Claim { by: by.account, until: *until }),
            Event::Released {} => state.claim = None,
            Event::Recused { .. } => {
                state.recused.insert(by.account);
                state.claim = state.claim.filter(|claim| claim.by != by.account);
            }
            Event::EvidenceAdded { number, evidence } => {
                state.evidence.push(Item { number: *number, evidence: evidence.clone(), by: by.clone(), at });
            }
            Event::Assessed { occurrence, reason, restriction } => {
                state.assessments.retain(|other| other.by.account != by.account);
                state.assessments.push(Assessment {
                    by: by.clone(),
                    at,
                    occurrence: occurrence.clone(),
                    reason: reason.clone(),
                    restriction: *restriction,
                });
            }
            Event::DeadlineMoved { due, .. } => state.due = *due,
        }
        Some(state)
    }
}

//! What the facts about one verification add up to.

use super::{CircumstanceJudgement, Event, Evidence, Handover, Hypothesis, JointPlace, Placing};
use crate::Author;
use crate::report::{ERASED, Part, Protection, Step};
use mirqab_vocabulary::{AccountId, IncidentId, Instant, Occurrence, Passage};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Into whose hands it went since, when, with what note.
    pub custody: Vec<(Instant, Handover)>,
    /// Where imagery was placed: by whom, when, how, where.
    #[serde(default)]
    pub placings: Vec<(Author, Instant, Placing)>,
    /// What protects who stands behind it.
    #[serde(default, skip_serializing_if = "Protection::is_none")]
    pub protection: Protection,
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

/// Where it was, as somebody relied on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The areas, and what they rest on.
    pub place: JointPlace,
    /// Who.
    pub by: Author,
    /// When.
    pub at: Instant,
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
    /// The possible authors, in order.
    pub hypotheses: Vec<Hypothesis>,
    /// When it was brought before the head of mission, and why.
    pub escalations: Vec<(Instant, Passage)>,
    /// Where it was, as somebody last relied on it.
    #[serde(default)]
    pub placed: Option<Placed>,
    /// What was judged of its circumstances, by whom and when, in order.
    #[serde(default)]
    pub circumstances: Vec<(Author, Instant, CircumstanceJudgement)>,
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

    /// How many persons have judged whether it happened and do not stand aside.
    pub fn judges(&self) -> usize {
        self.assessments.iter().filter(|assessment| !self.recused.contains(&assessment.by.account)).count()
    }

    fn aside(&mut self, account: AccountId) {
        self.recused.insert(account);
        self.claim = self.claim.take().filter(|claim| claim.by != account);
    }

    /// The item of this number.
    pub fn item(&self, number: u32) -> Option<&Item> {
        self.evidence.iter().find(|item| item.number == number)
    }

    /// Takes what is erased of an item out of what the case says, so that a state says the same whether its payloads are gone already or not
    /// yet.
    fn protect(&mut self, number: u32, step: &Step, by: &Author, at: Instant) {
        let Some(item) = self.evidence.iter_mut().find(|item| item.number == number) else { return };
        let erased = item.protection.apply(step, by, at);
        let words = Passage::parse(ERASED).ok();
        for part in erased {
            match (part, &words) {
                (Part::Identity, _) => {
                    item.evidence.witness = None;
                    item.custody.iter_mut().for_each(|(_, handover)| handover.to = None);
                }
                (Part::Words, Some(words)) => {
                    item.evidence.description = words.clone();
                    item.custody.iter_mut().for_each(|(_, handover)| handover.note = words.clone());
                    let weights = self.hypotheses.iter_mut().filter_map(|known| known.weights.get_mut(&number));
                    weights.for_each(|(_, reason)| *reason = words.clone());
                }
                (Part::Place, _) => {
                    item.evidence.crater = None;
                    item.placings.iter_mut().for_each(|(_, _, placing)| placing.notes = None);
                }
                _ => {}
            }
        }
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
                    hypotheses: Vec::new(),
                    escalations: Vec::new(),
                    placed: None,
                    circumstances: Vec::new(),
                }),
                _ => None,
            };
        };
        match event {
            Event::Opened { .. } => {}
            Event::Claimed { until } => state.claim = Some(Claim { by: by.account, until: *until }),
            Event::Released {} => state.claim = None,
            Event::Recused { .. } => state.aside(by.account),
            Event::Excused { conflict } => state.aside(conflict.account),
            Event::Assigned { to, until, .. } => state.claim = Some(Claim { by: *to, until: *until }),
            Event::Escalated { reason } => state.escalations.push((at, reason.clone())),
            Event::CustodyPassed { handover } => {
                let item = state.evidence.iter_mut().find(|item| item.number == handover.number);
                item.into_iter().for_each(|item| item.custody.push((at, handover.clone())));
            }
            Event::ImageryPlaced { placing } => {
                let item = state.evidence.iter_mut().find(|item| item.number == placing.number);
                item.into_iter().for_each(|item| item.placings.push((by.clone(), at, (**placing).clone())));
            }
            Event::HypothesisStated { hypothesis } => state.hypotheses.push(Hypothesis {
                number: hypothesis.number,
                attribution: hypothesis.attribution.clone(),
                statement: hypothesis.statement.clone(),
                weights: BTreeMap::new(),
            }),
            Event::HypothesisWeighed { weighing } => {
                let weighed = state.hypotheses.iter_mut().find(|known| known.number == weighing.hypothesis);
                if let Some(weighed) = weighed {
                    weighed.weights.insert(weighing.evidence, (weighing.weight, weighing.reason.clone()));
                }
            }
            Event::EvidenceAdded { number, evidence } => {
                let item = Item {
                    number: *number,
                    evidence: evidence.clone(),
                    by: by.clone(),
                    at,
                    custody: Vec::new(),
                    placings: Vec::new(),
                    protection: Protection::default(),
                };
                state.evidence.push(item);
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
            Event::PlaceRecorded { place } => {
                state.placed = Some(Placed { place: (**place).clone(), by: by.clone(), at });
            }
            Event::DeadlineMoved { due, .. } => state.due = *due,
            Event::CircumstanceJudged { judgement } => state.circumstances.push((by.clone(), at, judgement.clone())),
            event => {
                if let Some((number, step)) = event.step() {
                    state.protect(number, &step, by, at);
                }
            }
        }
        Some(state)
    }
}

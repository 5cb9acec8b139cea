//! What the facts about one incident add up to.

use super::{Answer, Change, Event};
use crate::Author;
use mirqab_vocabulary::{Bilingual, IncidentId, Instant, ReportId, ViolationKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Whether it stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It stands by itself.
    Open,
    /// Its id points on to another incident.
    MergedInto(IncidentId),
}

/// One incident as of some position of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Its id, for ever.
    pub id: IncidentId,
    /// Who opened it.
    pub author: Author,
    /// When it was opened.
    pub opened_at: Instant,
    /// What kind of event.
    pub kind: ViolationKind,
    /// What it is called.
    pub title: Bilingual,
    /// Whether it stands by itself.
    pub standing: Standing,
    /// Its own reports.
    pub linked: BTreeSet<ReportId>,
    /// The incidents that were merged into it, with their reports.
    pub absorbed: BTreeMap<IncidentId, Vec<ReportId>>,
    /// The incident from which it was split.
    pub split_from: Option<IncidentId>,
    /// Reports of which a person said that they do not tell of it, or that it cannot be told. The last word counts.
    pub answered: BTreeMap<ReportId, Answer>,
    /// Reports of which a person said, when asked, that they tell of it. The machine does not ask again.
    #[serde(default)]
    pub confirmed: BTreeSet<ReportId>,
    /// What a person said, when asked, of it and other incidents. The last word counts.
    #[serde(default)]
    pub compared: BTreeMap<IncidentId, Answer>,
    /// Reports of which a person could not tell, when asked, whether they belong here.
    #[serde(default)]
    pub doubted: BTreeSet<ReportId>,
}

impl State {
    /// All reports that tell of it, those of absorbed incidents included.
    pub fn reports(&self) -> BTreeSet<ReportId> {
        self.linked.iter().chain(self.absorbed.values().flatten()).copied().collect()
    }

    /// Applies one fact. A fact that `admit` would refuse leaves the state as it is.
    pub fn apply(state: Option<Self>, id: IncidentId, event: &Event, author: &Author, at: Instant) -> Option<Self> {
        let Some(mut state) = state else {
            return match event {
                Event::Opened { reports, kind, title, split_from } => Some(Self {
                    id,
                    author: author.clone(),
                    opened_at: at,
                    kind: *kind,
                    title: title.clone(),
                    standing: Standing::Open,
                    linked: reports.iter().copied().collect(),
                    absorbed: BTreeMap::new(),
                    split_from: *split_from,
                    answered: BTreeMap::new(),
                    confirmed: BTreeSet::new(),
                    compared: BTreeMap::new(),
                    doubted: BTreeSet::new(),
                }),
                _ => None,
            };
        };
        match event {
            Event::Opened { .. } => {}
            Event::Described { kind, title } => {
                state.kind = *kind;
                state.title = title.clone();
            }
            Event::Linked { report, .. } => {
                state.linked.insert(*report);
                state.answered.remove(report);
            }
            Event::ProposalJudged { report, answer: Answer::Same, .. } => {
                state.linked.insert(*report);
                state.answered.remove(report);
                state.confirmed.insert(*report);
            }
            Event::ProposalJudged { report, answer, .. } => {
                state.answered.insert(*report, *answer);
            }
            Event::ChangeJudged { about: Change::Merge { other }, answer, .. } => {
                state.compared.insert(*other, *answer);
            }
            Event::ChangeJudged { about: Change::Split { reports }, answer, proposal, .. } => {
                // The two sides: those that would be taken out, and of those that would stay the one that speaks most for one event.
                for report in reports.iter().chain([&proposal.nearest]) {
                    match answer {
                        Answer::Same => {
                            state.doubted.remove(report);
                            state.confirmed.insert(*report);
                        }
                        Answer::Unsure => {
                            state.doubted.insert(*report);
                        }
                        // What follows stands in `unlinked`.
                        Answer::Different => {}
                    }
                }
            }
            Event::Unlinked { report, .. } => {
                state.confirmed.remove(report);
                state.doubted.remove(report);
                state.linked.remove(report);
                for reports in state.absorbed.values_mut() {
                    reports.retain(|other| other != report);
                }
                // Whoever takes a report out says that it tells of something else.
                state.answered.insert(*report, Answer::Different);
            }
            Event::Absorbed { other, reports, .. } => {
                state.absorbed.insert(*other, reports.clone());
            }
            Event::MergedInto { into } => state.standing = Standing::MergedInto(*into),
            Event::Released { other, .. } => {
                state.absorbed.remove(other);
                // Whoever takes a merge back says that they are two.
                state.compared.insert(*other, Answer::Different);
            }
            Event::Restored {} => state.standing = Standing::Open,
        }
        Some(state)
    }
}

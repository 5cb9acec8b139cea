//! What a report may belong to, the most probable first, and what stands in the way of the rest.

use super::around::Around;
use super::evidence::permille;
use super::{Candidate, LEAST_PERMILLE, open_incident, row};
use crate::rows::IncidentRow;
use crate::{AppError, Reader};
use mirqab_analysis::linkage::{Feature, Scored};
use mirqab_domain::incident::{self, Alternative, Answer, Obstacle};
use mirqab_domain::report::{OccurredPrecision, State};
use mirqab_vocabulary::{IncidentId, ReportId};
use std::collections::BTreeMap;

/// Reports are grouped while the mean over their pairs is at least so probable: the engine's own limit, in thousandths.
pub(super) const HOLDS_PERMILLE: u16 = 400;
/// A report is a summary of what it covers if it states at least this long a time, or this wide a circle.
const SUMMARY_S: i64 = 6 * 3600;
const SUMMARY_M: u32 = 3_000;
/// What is so much of another kind is not covered, in thousandths of a natural logarithm.
const OTHER_KIND_MILLI: i32 = -2_000;
/// What is added where something is apart by its nature.
const BY_NATURE_MILLI: i32 = -15_000;

/// What a report may belong to: an incident, or a report that is linked to none.
pub(super) type Key = Result<IncidentId, ReportId>;

/// The pairs of one report, the one that speaks most first, for each thing it may belong to.
pub(super) struct Ranking<'a> {
    pub around: &'a Around,
    own: usize,
    pub keys: Vec<(Key, Scored, usize)>,
}

/// One of these, with all that is needed to judge it.
pub(super) struct Ranked {
    pub key: Key,
    pub nearest: usize,
    pub scored: Scored,
    /// How probable; 0 where the two reports are too far apart to be compared.
    pub permille: u16,
    pub incident: Option<(IncidentRow, incident::State)>,
    pub mean_permille: u16,
    pub covers: bool,
}

impl<'a> Ranking<'a> {
    /// Of the report with this number.
    pub fn of(reader: &dyn Reader, around: &'a Around, own: usize) -> Result<Self, AppError> {
        // For each incident the report of it that speaks most; unlinked reports stand by themselves.
        let mut best: BTreeMap<Key, (bool, Scored, usize)> = BTreeMap::new();
        for other in (0..around.states.len()).filter(|other| *other != own && !around.states[*other].withdrawn) {
            let scored = around.scored(own, other);
            // What can be compared comes before what lies too far apart, whatever the sums are.
            let near = around.permille(own, other, &scored) > 0;
            let incidents = reader.incidents_of(around.states[other].id)?;
            let mut keys: Vec<Key> = incidents.into_iter().map(Ok).collect();
            if keys.is_empty() {
                keys.push(Err(around.states[other].id));
            }
            for key in keys {
                let better = |(known_near, known, _): &(bool, Scored, usize)| {
                    (near, scored.log_odds_milli) > (*known_near, known.log_odds_milli)
                };
                if best.get(&key).is_none_or(better) {
                    best.insert(key, (near, scored.clone(), other));
                }
            }
        }
        let mut keys: Vec<_> = best.into_iter().collect();
        keys.sort_by_key(|(_, (near, scored, _))| std::cmp::Reverse((*near, scored.log_odds_milli)));
        let keys = keys.into_iter().map(|(key, (_, scored, nearest))| (key, scored, nearest)).collect();
        Ok(Self { around, own, keys })
    }

    /// How probable the one at a place of the order is.
    pub fn permille(&self, at: usize) -> u16 {
        let (_, scored, nearest) = &self.keys[at];
        self.around.permille(self.own, *nearest, scored)
    }

    /// The one at a place of the order, judged; nothing where it went into another incident.
    pub fn judged(&self, reader: &dyn Reader, at: usize) -> Result<Option<Ranked>, AppError> {
        let (key, scored, nearest) = &self.keys[at];
        let incident = match key {
            Ok(id) => match open_incident(reader, *id)? {
                Some(found) => Some(found),
                None => return Ok(None),
            },
            Err(_) => None,
        };
        let mean_permille = match &incident {
            Some((_, state)) => self.mean(reader, state)?,
            None => self.permille(at),
        };
        let covers = incident.as_ref().is_some_and(|(row, _)| covers(&self.around.states[self.own], row, scored));
        let (key, nearest, scored) = (*key, *nearest, scored.clone());
        Ok(Some(Ranked { key, nearest, scored, permille: self.permille(at), incident, mean_permille, covers }))
    }

    /// The mean over all standing reports of an incident. One that is too far to be looked at counts as 0.
    fn mean(&self, reader: &dyn Reader, state: &incident::State) -> Result<u16, AppError> {
        let own = self.around.states[self.own].id;
        let (mut sum, mut pairs) = (0u64, 0u64);
        for report in state.reports().into_iter().filter(|report| *report != own) {
            match self.around.index(report) {
                Some(at) if !self.around.states[at].withdrawn => {
                    sum += u64::from(self.around.permille(self.own, at, &self.around.scored(self.own, at)));
                    pairs += 1;
                }
                Some(_) => {}
                None => pairs += u64::from(!row(reader, report)?.withdrawn),
            }
        }
        Ok(u16::try_from(sum / pairs.max(1)).unwrap_or(u16::MAX))
    }

    /// What is proposed of one of these, without an alternative.
    pub fn candidate(&self, reader: &dyn Reader, ranked: &Ranked) -> Result<Candidate, AppError> {
        let id = self.around.states[self.own].id;
        Ok(Candidate {
            answered: ranked.answered(id),
            incident: ranked.incident.as_ref().map(|(row, _)| row.clone()),
            report: row(reader, id)?,
            nearest: row(reader, self.around.states[ranked.nearest].id)?,
            mean_permille: ranked.mean_permille,
            covers: ranked.covers,
            proposal: self.around.proposal(self.own, ranked.nearest, &ranked.scored)?,
        })
    }

    /// The nearest alternative to `chosen`, of those that the report does not belong to already.
    pub fn alternative(&self, reader: &dyn Reader, chosen: &Ranked) -> Result<Option<Alternative>, AppError> {
        let id = self.around.states[self.own].id;
        for at in 0..self.keys.len() {
            if self.keys[at].0 == chosen.key {
                continue;
            }
            let Some(other) = self.judged(reader, at)? else { continue };
            if other.incident.as_ref().is_some_and(|(_, state)| state.reports().contains(&id)) {
                continue;
            }
            return Ok(Some(Alternative {
                incident: other.key.ok(),
                nearest: self.around.states[other.nearest].id,
                permille: permille(&other.scored),
                mean_permille: other.mean_permille,
                obstacle: other.obstacle(id, Some(chosen)),
            }));
        }
        Ok(None)
    }
}

impl Ranked {
    /// What a person answered before.
    pub fn answered(&self, report: ReportId) -> Option<Answer> {
        self.incident.as_ref().and_then(|(_, state)| state.answered.get(&report).copied())
    }

    /// Whether it is proposed at all.
    pub fn proposed(&self, report: ReportId) -> bool {
        let likely = self.permille >= LEAST_PERMILLE || self.covers;
        likely && self.answered(report) != Some(Answer::Different)
    }

    /// Why it is not proposed, or not before `first`.
    pub fn obstacle(&self, report: ReportId, first: Option<&Self>) -> Obstacle {
        match () {
            () if self.answered(report) == Some(Answer::Different) => Obstacle::Decided,
            () if by_nature(&self.scored, Feature::Accusation) => Obstacle::CounterClaim,
            () if by_nature(&self.scored, Feature::Source) => Obstacle::OnePublication,
            () if self.permille == 0 && permille(&self.scored) > 0 => Obstacle::TooFar,
            () if self.permille < HOLDS_PERMILLE => Obstacle::PairTooWeak,
            () if self.mean_permille < HOLDS_PERMILLE => Obstacle::GroupsApart,
            () if first.is_some_and(|first| first.scored.log_odds_milli < self.scored.log_odds_milli) => {
                Obstacle::ProposedFirst
            }
            () => Obstacle::Less,
        }
    }
}

/// Whether two reports are apart by their nature, whatever else they have in common.
pub(super) fn by_nature(scored: &Scored, feature: Feature) -> bool {
    scored.contributions.iter().any(|said| said.feature == feature && said.weight_milli <= BY_NATURE_MILLI)
}

/// Whether a report states so long a time or so wide an area that it may tell of several incidents.
pub(super) fn sums_up(report: &State) -> bool {
    let draft = &report.draft;
    let wide = crate::rows::area_of(&draft.place).is_some_and(|(_, radius_m)| radius_m >= SUMMARY_M);
    wide || draft.occurred.length_s() >= SUMMARY_S || draft.occurred_precision == OccurredPrecision::DayOnly
}

/// Whether a report speaks of a time and an area within which an incident lies, and of nothing that it cannot have been.
fn covers(report: &State, incident: &IncidentRow, scored: &Scored) -> bool {
    let (Some(area), Some(stated), Some(occurred)) =
        (incident.area, crate::rows::area_of(&report.draft.place), incident.occurred)
    else {
        return false;
    };
    let draft = &report.draft;
    let within = draft.occurred.from() <= occurred.from() && occurred.to() <= draft.occurred.to();
    let apart_m = mirqab_analysis::location::metres_between(stated.0, area.0);
    let other_kind =
        scored.contributions.iter().any(|said| said.feature == Feature::Kind && said.weight_milli <= OTHER_KIND_MILLI);
    let natures = [Feature::Accusation, Feature::Source].iter().any(|feature| by_nature(scored, *feature));
    sums_up(report) && within && apart_m <= f64::from(stated.1) && !other_kind && !natures
}

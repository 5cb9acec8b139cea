//! Proposals: which reports may tell of one event, with reasons.
//!
//! The machine proposes and changes nothing. A person answers; the answer is a fact that keeps what was proposed, with the model and
//! the positions of everything that was looked at, so that it can be computed again.

mod around;
mod changes;
mod evidence;
mod kept;
mod ranking;
mod repeats;
mod sides;
mod taught;

pub use changes::{Asked, Changes, INCIDENTS_MOST, Suggested, changes};
pub use kept::{Kept, again, kept};
pub use repeats::{Repeats, repeats};
pub(crate) use taught::AsOf;
pub use taught::{BATCH, Taught};

use crate::access::{Action, Actor};
use crate::incident::subject;
use crate::rows::{IncidentRow, ReportRow};
use crate::work::App;
use crate::{AppError, Reader};
use around::Around;
use mirqab_domain::incident::{Answer, Event, Learnt, Obstacle, Proposal, State};
use mirqab_domain::{Subject, procedure};
use mirqab_vocabulary::{IncidentId, Passage, ReportId};
use ranking::{Ranked, Ranking};

/// What is less probable is not proposed, in thousandths.
const LEAST_PERMILLE: u16 = 50;
/// How many incidents a summary is proposed to belong to at most, beyond those that are probable by themselves.
const COVERED_MOST: usize = 10;

/// A report that may tell of the same event as another, and why.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Candidate {
    /// The incident to which the report would be linked; `None` where the nearest report is linked to none.
    pub incident: Option<IncidentRow>,
    /// The report in question.
    pub report: ReportRow,
    /// The report that speaks most for it.
    pub nearest: ReportRow,
    /// What a person answered before, if that is not the link itself.
    pub answered: Option<Answer>,
    /// The mean probability over all reports of the incident, in thousandths.
    pub mean_permille: u16,
    /// Whether the report states a time and an area so wide that the incident lies within both: it may tell of it among others.
    pub covers: bool,
    /// What is proposed, and why.
    pub proposal: Proposal,
}

/// The nearest of what was not proposed, or not first.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct NotChosen {
    /// What it is, and what speaks for and against it.
    pub candidate: Candidate,
    /// Why it was not chosen.
    pub obstacle: Obstacle,
}

/// What is proposed, and the nearest of what is not.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Proposed {
    /// The most probable first.
    pub items: Vec<Candidate>,
    /// The nearest alternative.
    pub alternative: Option<NotChosen>,
    /// From which answers the model has learnt; nothing if its weights are those of its version.
    pub learnt: Option<Learnt>,
}

/// An incident that stands by itself.
fn open_incident(reader: &dyn Reader, id: IncidentId) -> Result<Option<(IncidentRow, State)>, AppError> {
    let Some(row) = reader.incident(id)?.filter(|row| row.merged_into.is_none()) else {
        return Ok(None);
    };
    let state = procedure::as_incident(reader.state(&subject(id))?);
    Ok(state.map(|state| (row, state)))
}

fn row(reader: &dyn Reader, id: ReportId) -> Result<ReportRow, AppError> {
    reader.report(id)?.ok_or(AppError::NotFound)
}

/// What a report may belong to: incidents, and reports that are linked to none; the most probable first. A report that belongs to an
/// incident already may tell of another one too.
pub fn of_report(reader: &dyn Reader, taught: &Taught, id: ReportId) -> Result<Proposed, AppError> {
    let around = Around::of(reader, taught, &[id])?;
    let own = around.index(id).ok_or(AppError::NotFound)?;
    let ranking = Ranking::of(reader, &around, own)?;
    let linked = reader.incidents_of(id)?;
    let (mut chosen, mut first_other) = (Vec::new(), None);
    let mut covered = 0;
    for (at, (key, ..)) in ranking.keys.iter().enumerate() {
        // Beyond what is probable by itself only a summary goes on, and what comes first is looked at as the alternative.
        let likely = ranking.permille(at) >= LEAST_PERMILLE;
        if key.is_ok_and(|incident| linked.contains(&incident)) {
            continue;
        }
        let Some(ranked) = ranking.judged(reader, at)? else { continue };
        if ranked.proposed(id) && (likely || covered < COVERED_MOST) {
            covered += usize::from(!likely);
            chosen.push(ranked);
        } else if first_other.is_none() {
            first_other = Some(ranked);
        }
        if !likely && first_other.is_some() && !(ranking::sums_up(&around.states[own]) && at < SUMMED_MOST) {
            break;
        }
    }
    let alternative = beside(reader, &ranking, id, &chosen, first_other, linked.is_empty())?;
    let mut items = Vec::new();
    for ranked in &chosen {
        let mut candidate = ranking.candidate(reader, ranked)?;
        candidate.proposal.alternative = ranking.alternative(reader, ranked)?;
        items.push(candidate);
    }
    Ok(Proposed { items, alternative, learnt: taught.learnt })
}

/// How many things a summary may cover that are looked at.
const SUMMED_MOST: usize = 100;

/// The nearest alternative: for a report that is linked to nothing what comes next after the first, or else the nearest of what is not
/// proposed.
fn beside(
    reader: &dyn Reader,
    ranking: &Ranking<'_>,
    id: ReportId,
    chosen: &[Ranked],
    first_other: Option<Ranked>,
    free: bool,
) -> Result<Option<NotChosen>, AppError> {
    let second = chosen.get(1).filter(|_| free);
    let nearest = match (second, &first_other) {
        (Some(second), Some(other)) if other.scored.log_odds_milli > second.scored.log_odds_milli => Some(other),
        (Some(second), _) => Some(second),
        (None, other) => other.as_ref(),
    };
    let Some(ranked) = nearest else { return Ok(None) };
    let obstacle = ranked.obstacle(id, chosen.first());
    Ok(Some(NotChosen { candidate: ranking.candidate(reader, ranked)?, obstacle }))
}

/// Reports that may tell of this incident, the most probable first: those linked to none, and summaries that cover it.
pub fn of_incident(reader: &dyn Reader, taught: &Taught, id: IncidentId) -> Result<Proposed, AppError> {
    let mut out = Proposed { items: Vec::new(), alternative: None, learnt: taught.learnt };
    let Some((_, state)) = open_incident(reader, id)? else { return Ok(out) };
    let own: Vec<ReportId> = state.reports().into_iter().collect();
    let around = Around::of(reader, taught, &own)?;
    let inside: Vec<usize> = own.iter().filter_map(|id| around.index(*id)).collect();
    let mut rest: Option<((u16, i32), ReportId, bool)> = None;
    for other in (0..around.states.len()).filter(|other| !own.contains(&around.states[*other].id)) {
        let report = around.states[other].id;
        let free = reader.incidents_of(report)?.is_empty();
        let scored = inside.iter().map(|at| (around.scored(other, *at), *at));
        let near = scored.map(|(scored, at)| (around.permille(other, at, &scored), scored.log_odds_milli));
        let Some(best) = near.max() else { continue };
        // A first look, over what lies around the incident. What is shown is over what lies around the report, as on its own page.
        let likely = 2 * best.0 >= LEAST_PERMILLE;
        if (likely && free) || ranking::sums_up(&around.states[other]) {
            match seen(between(reader, taught, report, id))? {
                Some((ranked, candidate)) if ranked.proposed(report) && (free || ranked.covers) => {
                    out.items.push(candidate);
                    continue;
                }
                _ => {}
            }
        }
        if rest.is_none_or(|(known, ..)| best > known) {
            rest = Some((best, report, free));
        }
    }
    out.items.sort_by_key(|candidate| std::cmp::Reverse(candidate.proposal.permille));
    let rest = match rest {
        Some((_, report, free)) => seen(between(reader, taught, report, id))?.map(|found| (found, report, free)),
        None => None,
    };
    if let Some(((ranked, candidate), report, free)) = rest {
        let obstacle = match ranked.obstacle(report, None) {
            Obstacle::Less | Obstacle::PairTooWeak if !free && ranked.permille >= LEAST_PERMILLE => Obstacle::Elsewhere,
            other => other,
        };
        out.alternative = Some(NotChosen { candidate, obstacle });
    }
    Ok(out)
}

/// What was found; nothing where none of the incident's reports is among those around the report.
fn seen<T>(found: Result<T, AppError>) -> Result<Option<T>, AppError> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(AppError::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What is proposed of a report and an incident, however improbable, with the nearest alternative.
fn between(
    reader: &dyn Reader,
    taught: &Taught,
    report: ReportId,
    incident: IncidentId,
) -> Result<(Ranked, Candidate), AppError> {
    let around = Around::of(reader, taught, &[report])?;
    let own = around.index(report).ok_or(AppError::NotFound)?;
    let ranking = Ranking::of(reader, &around, own)?;
    let at = ranking.keys.iter().position(|(key, ..)| *key == Ok(incident)).ok_or(AppError::NotFound)?;
    let ranked = ranking.judged(reader, at)?.ok_or(AppError::NotFound)?;
    let mut candidate = ranking.candidate(reader, &ranked)?;
    candidate.proposal.alternative = ranking.alternative(reader, &ranked)?;
    Ok((ranked, candidate))
}

impl App {
    /// Records a person's answer to a proposal, with the proposal. Returns the entry's position.
    pub fn answer_proposal(
        &self,
        actor: &Actor,
        incident: IncidentId,
        report: ReportId,
        answer: Answer,
        reason: &Passage,
    ) -> Result<u64, AppError> {
        self.write(actor, Action::Group, |work| {
            let taught = self.taught(work.reader())?;
            let proposal = Box::new(between(work.reader(), &taught, report, incident)?.1.proposal);
            let about: Subject = subject(incident);
            work.record(&about, Event::ProposalJudged { report, answer, proposal, reason: reason.clone() })
        })
    }
}

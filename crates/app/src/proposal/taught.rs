//! What the model has learnt from the record's own answers.
//!
//! INVARIANT: what is learnt hangs on nothing but the entries up to a position of the log. So a kept proposal names that position, and can
//! be computed again from it.
//! LIMIT: learning takes logarithms and powers of floating point. Weights are whole thousandths, so that another machine's last digit
//! hardly ever shows; if it did, the parameters' name that is kept with each proposal would say so.

use super::around::fetched;
use super::evidence::with_evidence;
use crate::work::App;
use crate::{AppError, Reader};
use mirqab_analysis::linkage::{Lesson, Model, Reports};
use mirqab_domain::incident::{Answer, Event, Learnt, Proposal};
use mirqab_vocabulary::{IncidentId, ReportId};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};

/// The model is learnt anew at every so many answers, not at each: pages stay quick, and one answer does not move the next proposal.
pub const BATCH: usize = 20;
/// The most answers that are learnt from, the newest.
const MOST: usize = 2_000;

/// A model, and from which answers it has learnt.
#[derive(Clone, Debug, Default)]
pub struct Taught {
    pub(super) model: Model,
    /// From which answers; nothing if the weights are those of the version.
    pub learnt: Option<Learnt>,
}

/// The position of the last answer of a batch, and what the answers up to there teach.
pub(crate) type AsOf = (u64, Arc<Taught>);

/// An answer as it teaches: the two reports, whether they are of one event, and the background that was named.
type Answered = (ReportId, ReportId, bool, i32);

impl Taught {
    /// What the answers teach that stand in the log at these positions.
    fn by(reader: &dyn Reader, positions: &[u64]) -> Result<Self, AppError> {
        let Some(until) = positions.last().copied() else { return Ok(Self::default()) };
        let mut answers: BTreeMap<(IncidentId, ReportId), Answered> = BTreeMap::new();
        for position in &positions[positions.len().saturating_sub(MOST)..] {
            note(reader, *position, &mut answers)?;
        }
        let mut ids: Vec<ReportId> = answers.values().flat_map(|(a, b, ..)| [*a, *b]).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut found = Vec::new();
        for id in ids {
            found.extend(fetched(reader, id)?);
        }
        let (states, places): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        let mut reports = Reports::new();
        with_evidence(&states, &places, |all| {
            for evidence in all {
                reports.push(evidence);
            }
        });
        let places: BTreeMap<ReportId, usize> = states.iter().enumerate().map(|(at, state)| (state.id, at)).collect();
        let index = |id: ReportId| places.get(&id).and_then(|at| u32::try_from(*at).ok());
        let lesson = |(a, b, same, background_milli): &Answered| {
            Some(Lesson { a: index(*a)?, b: index(*b)?, same: *same, background_milli: *background_milli })
        };
        let lessons: Vec<Lesson> = answers.values().filter_map(lesson).collect();
        Ok(match Model::taught(&reports, &lessons) {
            Some(model) => {
                let answers = u32::try_from(lessons.len()).unwrap_or(u32::MAX);
                Self { model, learnt: Some(Learnt { until, answers }) }
            }
            None => Self::default(),
        })
    }

    /// The model as it was when a proposal was kept.
    pub fn of(reader: &dyn Reader, proposal: &Proposal) -> Result<Self, AppError> {
        let Some(learnt) = proposal.learnt else { return Ok(Self::default()) };
        let positions = reader.answers()?;
        let before = positions.partition_point(|position| *position <= learnt.until);
        Self::by(reader, &positions[..before])
    }
}

/// Takes what stands at a position of the log: an answer, or a link that was taken back. The last word counts.
fn note(
    reader: &dyn Reader,
    position: u64,
    answers: &mut BTreeMap<(IncidentId, ReportId), Answered>,
) -> Result<(), AppError> {
    let Some(entry) = reader.entries(position, 1)?.pop() else { return Ok(()) };
    let (envelope, event, _) = mirqab_record::open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?;
    let incident = IncidentId::parse(&envelope.subject.id).map_err(anyhow::Error::from)?;
    let (answer, proposal) = match event {
        mirqab_domain::Event::Incident(Event::ProposalJudged { answer, proposal, .. }) => (answer, proposal),
        mirqab_domain::Event::Incident(Event::ChangeJudged { answer, proposal, .. }) => (answer, proposal),
        mirqab_domain::Event::Incident(Event::Unlinked { report, .. }) => {
            // Why it was taken out nobody compared: it takes an answer back and gives none.
            if answers.get(&(incident, report)).is_some_and(|(.., same, _)| *same) {
                answers.remove(&(incident, report));
            }
            return Ok(());
        }
        _ => return Ok(()),
    };
    let Some(report) = first(reader, &proposal)? else { return Ok(()) };
    let background = proposal.contributions.iter().find(|said| said.feature.as_str() == "background");
    // Where the reasons were erased there is nothing to learn from.
    let Some(background) = background else { return Ok(()) };
    match answer {
        Answer::Unsure => answers.remove(&(incident, report)),
        _ => {
            let answered = (report, proposal.nearest, answer == Answer::Same, background.weight_milli);
            answers.insert((incident, report), answered)
        }
    };
    Ok(())
}

/// The report that a proposal is about.
pub(super) fn first(reader: &dyn Reader, proposal: &Proposal) -> Result<Option<ReportId>, AppError> {
    let Some(position) = proposal.inputs.first() else { return Ok(None) };
    let Some(entry) = reader.entries(*position, 1)?.pop() else { return Ok(None) };
    let envelope = mirqab_record::open_envelope(&entry.bytes).map_err(anyhow::Error::from)?;
    Ok(Some(ReportId::parse(&envelope.subject.id).map_err(anyhow::Error::from)?))
}

impl App {
    /// The model by which proposals are made now: what the answers teach, in whole batches. Learnt once for each batch.
    pub fn taught(&self, reader: &dyn Reader) -> Result<Arc<Taught>, AppError> {
        // What is learnt is the same for everybody.
        let reader = reader.behind().unwrap_or(reader);
        let positions = reader.answers()?;
        let whole = positions.len() / BATCH * BATCH;
        let Some(until) = positions[..whole].last().copied() else { return Ok(Arc::default()) };
        if let Some((_, taught)) = self.known_taught().as_ref().filter(|(known, _)| *known == until) {
            return Ok(Arc::clone(taught));
        }
        let taught = Arc::new(Taught::by(reader, &positions[..whole])?);
        *self.known_taught() = Some((until, Arc::clone(&taught)));
        Ok(taught)
    }

    fn known_taught(&self) -> std::sync::MutexGuard<'_, Option<AsOf>> {
        self.taught.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

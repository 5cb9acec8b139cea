//! Answers that were given, with what was proposed; and computing that again.

use super::around::{Around, fetched};
use super::evidence::permille;
use super::taught::Taught;
use crate::incident::subject;
use crate::{AppError, Reader};
use mirqab_domain::incident::{Answer, Change, Event, Proposal};
use mirqab_vocabulary::{IncidentId, Instant, Passage, ReportId};

/// An answer to a proposal, with what was proposed.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Kept {
    /// Where it stands in the log.
    pub position: u64,
    /// When it was answered.
    pub at: Instant,
    /// The report.
    pub report: ReportId,
    /// The change of incidents that was proposed, if it was one.
    pub about: Option<Change>,
    /// The answer.
    pub answer: Answer,
    /// Why.
    pub reason: Passage,
    /// What was proposed, and why.
    pub proposal: Proposal,
}

/// All answers to proposals about an incident, in order.
pub fn kept(reader: &dyn Reader, id: IncidentId) -> Result<Vec<Kept>, AppError> {
    let mut all = Vec::new();
    for entry in reader.entries_about(&subject(id))? {
        let (envelope, event, _) = mirqab_record::open(&entry.bytes, &entry.payloads).map_err(anyhow::Error::from)?;
        let (position, at) = (entry.position, envelope.recorded_at);
        match event {
            mirqab_domain::Event::Incident(Event::ProposalJudged { report, answer, proposal, reason }) => {
                all.push(Kept { position, at, report, about: None, answer, reason, proposal: *proposal });
            }
            mirqab_domain::Event::Incident(Event::ChangeJudged { about, answer, proposal, reason }) => {
                let report = super::taught::first(reader, &proposal)?.unwrap_or(proposal.nearest);
                all.push(Kept { position, at, report, about: Some(about), answer, reason, proposal: *proposal });
            }
            _ => {}
        }
    }
    Ok(all)
}

/// Computes again what is kept with an answer, out of the positions that are kept with it. Of the nearest alternative this is its
/// probability; what stood in its way was also what people had decided by then.
pub fn again(reader: &dyn Reader, proposal: &Proposal) -> Result<Proposal, AppError> {
    let taught = Taught::of(reader, proposal)?;
    let mut found = Vec::new();
    for position in &proposal.inputs {
        let entry = reader.entries(*position, 1)?.pop().ok_or(AppError::NotFound)?;
        let envelope = mirqab_record::open_envelope(&entry.bytes).map_err(anyhow::Error::from)?;
        let id = ReportId::parse(&envelope.subject.id).map_err(anyhow::Error::from)?;
        found.extend(fetched(reader, id)?);
    }
    let first = found.first().map(|(state, _)| state.id).ok_or(AppError::NotFound)?;
    found.sort_by_key(|(state, _)| state.id);
    let around = Around::over(&taught, found);
    let (own, nearest) = (around.index(first), around.index(proposal.nearest));
    let (own, nearest) = own.zip(nearest).ok_or(AppError::NotFound)?;
    let mut alternative = proposal.alternative.clone();
    if let Some(other) = &mut alternative {
        let index = around.index(other.nearest).ok_or(AppError::NotFound)?;
        other.permille = permille(&around.scored(own, index));
    }
    let again = around.proposal(own, nearest, &around.scored(own, nearest))?;
    Ok(Proposal { alternative, ..again })
}

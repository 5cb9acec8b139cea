//! What a report seems to repeat.

use super::Taught;
use super::around::Around;
use super::evidence::with_evidence;
use crate::access::{Action, Actor};
use crate::rows::ReportRow;
use crate::work::App;
use crate::{AppError, Reader, report};
use mirqab_analysis::lineage::{Copied, How, Looking, lineage};
use mirqab_domain::report::Repetition;
use mirqab_vocabulary::{Line, Passage, ReportId};

/// A report that another seems to repeat, and what shows it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Repeats {
    /// The report that it seems to repeat.
    pub of: ReportRow,
    /// What shows it.
    pub shown: Repetition,
}

fn shown(copied: &Copied) -> Result<Repetition, AppError> {
    let line = |text: &str| Line::parse(text).map_err(anyhow::Error::from);
    let permille = |share: f32| (share * 1000.0).round().clamp(0.0, 1000.0) as u16;
    let how = match copied.how {
        How::Exact => "exact",
        How::Edited => "edited",
        How::Shortened => "shortened",
        How::Extended => "extended",
        How::Credited => "credited",
        How::SharedCredit => "shared_credit",
        How::Media => "media",
    };
    Ok(Repetition {
        model: line("lineage/1")?,
        how: line(how)?,
        shared_permille: permille(copied.jaccard),
        contained_permille: permille(copied.contained),
        names_source: copied.credits,
    })
}

/// What a report seems to repeat: the one that was published before it and is most like it.
pub fn repeats(reader: &dyn Reader, id: ReportId) -> Result<Option<Repeats>, AppError> {
    let around = Around::of(reader, &Taught::default(), &[id])?;
    let own = around.index(id).ok_or(AppError::NotFound)?;
    let copies = with_evidence(&around.states, &around.positions, |all| lineage(all, Looking::default()).copies);
    let Some(copied) = copies.iter().find(|copied| copied.report as usize == own) else { return Ok(None) };
    Ok(Some(Repeats { of: super::row(reader, around.states[copied.of as usize].id)?, shown: shown(copied)? }))
}

impl App {
    /// Records what a report was judged to repeat; with what shows it, if that is what is proposed.
    pub fn judge_lineage(
        &self,
        actor: &Actor,
        id: ReportId,
        origin: Option<ReportId>,
        reason: &Passage,
    ) -> Result<u64, AppError> {
        self.write(actor, Action::Group, |work| {
            let proposed = if origin.is_some() { repeats(work.reader(), id)? } else { None };
            let shown = proposed.filter(|proposed| Some(proposed.of.id) == origin).map(|proposed| proposed.shown);
            let event = mirqab_domain::report::Event::LineageRecorded { origin, reason: reason.clone(), shown };
            work.record(&report::subject(id), event)
        })
    }
}

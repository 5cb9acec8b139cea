//! May this fact about an incident be recorded?

use super::state::Standing as Stands;
use super::{Answer, Change, Event, Refusal, State};
use crate::Author;
use mirqab_vocabulary::{IncidentId, ReportId, Role};
use std::collections::BTreeSet;

/// What must be known beyond the incident itself.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Those of the named reports that are in the record.
    pub known_reports: BTreeSet<ReportId>,
}

/// Whether `event` may be recorded about incident `id`, whose facts so far add up to `state`.
pub fn admit(
    state: Option<&State>,
    id: IncidentId,
    event: &Event,
    author: &Author,
    standing: &Standing,
) -> Result<(), Refusal> {
    if !matches!(author.role, Role::DutyOfficer | Role::Verifier | Role::Reviewer) {
        return Err(Refusal::NotStaff);
    }
    let state = match (state, event) {
        (None, Event::Opened { reports, .. }) => return admit_opening(reports, standing),
        (None, _) => return Err(Refusal::NotOpen),
        (Some(_), Event::Opened { .. }) => return Err(Refusal::AlreadyOpen),
        (Some(state), _) => state,
    };
    let merged = matches!(state.standing, Stands::MergedInto(_));
    if merged != matches!(event, Event::Restored {}) {
        return Err(if merged { Refusal::Merged } else { Refusal::NotAbsorbed });
    }
    match event {
        Event::Opened { .. } | Event::Described { .. } | Event::Restored {} => Ok(()),
        Event::Linked { report, .. } | Event::ProposalJudged { report, .. } if state.reports().contains(report) => {
            Err(Refusal::AlreadyLinked)
        }
        Event::Linked { report, .. } | Event::ProposalJudged { report, answer: Answer::Same, .. } => {
            known(&[*report], standing)
        }
        // What is not linked brings nothing into the case, so the case need not know it.
        Event::ProposalJudged { .. } => Ok(()),
        Event::ChangeJudged { about, .. } => admit_change(state, id, about),
        Event::Unlinked { report, .. } if !state.reports().contains(report) => Err(Refusal::NotLinked),
        Event::Unlinked { .. } if state.reports().len() == 1 => Err(Refusal::LastReport),
        Event::Unlinked { .. } => Ok(()),
        Event::Absorbed { other, .. } | Event::MergedInto { into: other } if *other == id => {
            Err(Refusal::MergedIntoItself)
        }
        Event::Absorbed { other, .. } if state.absorbed.contains_key(other) => Err(Refusal::AlreadyLinked),
        Event::Absorbed { reports, .. } => known(reports, standing),
        Event::MergedInto { .. } => Ok(()),
        Event::Released { other, .. } if state.absorbed.contains_key(other) => Ok(()),
        Event::Released { .. } => Err(Refusal::NotAbsorbed),
    }
}

/// A change is judged before anything follows from it: it must still be one.
fn admit_change(state: &State, id: IncidentId, about: &Change) -> Result<(), Refusal> {
    match about {
        Change::Merge { other } if *other == id => Err(Refusal::MergedIntoItself),
        Change::Merge { other } if state.absorbed.contains_key(other) => Err(Refusal::AlreadyLinked),
        Change::Merge { .. } => Ok(()),
        Change::Split { reports } => {
            let (own, named) = (state.reports(), reports.iter().copied().collect::<BTreeSet<_>>());
            match () {
                () if named.len() != reports.len() => Err(Refusal::ReportTwice),
                () if !named.is_subset(&own) => Err(Refusal::NotLinked),
                () if named.is_empty() || named.len() == own.len() => Err(Refusal::NothingToSplit),
                () => Ok(()),
            }
        }
    }
}

fn admit_opening(reports: &[ReportId], standing: &Standing) -> Result<(), Refusal> {
    if reports.is_empty() {
        return Err(Refusal::NoReports);
    }
    if reports.iter().collect::<BTreeSet<_>>().len() != reports.len() {
        return Err(Refusal::ReportTwice);
    }
    known(reports, standing)
}

fn known(reports: &[ReportId], standing: &Standing) -> Result<(), Refusal> {
    if reports.iter().all(|report| standing.known_reports.contains(report)) {
        Ok(())
    } else {
        Err(Refusal::ReportUnknown)
    }
}

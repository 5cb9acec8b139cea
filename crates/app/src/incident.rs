//! Incident: which reports tell of one event.

use crate::AppError;
use crate::access::{Action, Actor};
use crate::work::{App, Work};
use mirqab_domain::incident::Event;
use mirqab_domain::{Room, Subject, procedure};
use mirqab_vocabulary::{Bilingual, IncidentId, Passage, ReportId, ViolationKind};

/// The subject of an incident.
pub fn subject(id: IncidentId) -> Subject {
    Subject { room: Room::Incident, id: id.to_string() }
}

impl Work<'_> {
    /// Opens an incident over reports.
    pub fn open_incident(
        &mut self,
        reports: &[ReportId],
        kind: ViolationKind,
        title: &Bilingual,
        split_from: Option<IncidentId>,
    ) -> Result<IncidentId, AppError> {
        let (ms, random) = self.id_parts();
        let id = IncidentId::from_parts(ms, random);
        let event = Event::Opened { reports: reports.to_vec(), kind, title: title.clone(), split_from };
        self.record(&subject(id), event)?;
        Ok(id)
    }

    /// Merges `other` into `kept`.
    pub fn merge_incidents(&mut self, kept: IncidentId, other: IncidentId, reason: &Passage) -> Result<(), AppError> {
        let state = procedure::as_incident(self.reader().state(&subject(other))?).ok_or(AppError::NotFound)?;
        let reports = state.reports().into_iter().collect();
        self.record(&subject(kept), Event::Absorbed { other, reports, reason: reason.clone() })?;
        self.record(&subject(other), Event::MergedInto { into: kept })?;
        Ok(())
    }

    /// Takes reports out of an incident into a new one.
    pub fn split_incident(
        &mut self,
        from: IncidentId,
        reports: &[ReportId],
        kind: ViolationKind,
        title: &Bilingual,
        reason: &Passage,
    ) -> Result<IncidentId, AppError> {
        for report in reports {
            self.record(&subject(from), Event::Unlinked { report: *report, reason: reason.clone() })?;
        }
        self.open_incident(reports, kind, title, Some(from))
    }
}

impl App {
    /// Opens an incident over reports.
    pub fn open_incident(
        &self,
        actor: &Actor,
        reports: &[ReportId],
        kind: ViolationKind,
        title: &Bilingual,
    ) -> Result<IncidentId, AppError> {
        self.write(actor, Action::Group, |work| work.open_incident(reports, kind, title, None))
    }

    /// Links a report, without a proposal.
    pub fn link(&self, actor: &Actor, id: IncidentId, report: ReportId, reason: &Passage) -> Result<(), AppError> {
        let event = Event::Linked { report, reason: reason.clone() };
        self.record(actor, &subject(id), &event.into()).map(|_| ())
    }

    /// Merges `other` into `kept`. The id of `other` points on; `unmerge` takes it back.
    pub fn merge(&self, actor: &Actor, kept: IncidentId, other: IncidentId, reason: &Passage) -> Result<(), AppError> {
        self.write(actor, Action::Group, |work| work.merge_incidents(kept, other, reason))
    }

    /// Takes a merge back.
    pub fn unmerge(
        &self,
        actor: &Actor,
        kept: IncidentId,
        other: IncidentId,
        reason: &Passage,
    ) -> Result<(), AppError> {
        self.write(actor, Action::Group, |work| {
            work.record(&subject(kept), Event::Released { other, reason: reason.clone() })?;
            work.record(&subject(other), Event::Restored {})?;
            Ok(())
        })
    }

    /// Takes reports out of an incident into a new one. Merging the two takes it back.
    pub fn split(
        &self,
        actor: &Actor,
        from: IncidentId,
        reports: &[ReportId],
        kind: ViolationKind,
        title: &Bilingual,
        reason: &Passage,
    ) -> Result<IncidentId, AppError> {
        self.write(actor, Action::Group, |work| work.split_incident(from, reports, kind, title, reason))
    }
}

//! Blind review: what a reviewer sees of the record before they answered a conclusion whose parties are masked for them.
//!
//! One layer for page, interface, map, search and queue alike: whoever shows anything to anybody reads through [`App::read_as`], which has
//! nothing of a masked case but that there is one. The masked conclusion itself comes by [`App::masked_conclusion`], which leaves to the edge only
//! the putting of other words in the place of names.
//! LIMIT: sums over many cases are not masked, nor is what everybody may read: published findings, open data, the log's envelopes.

use crate::anchors::{Anchor, Question};
use crate::contact::{CodeHash, Message};
use crate::ports::{Reader, StoredEntry};
use crate::procedure::masked;
use crate::rows::{DayCount, IncidentFilter, IncidentRow, Page, Received, ReportFilter, ReportRow, Spot};
use crate::witnesses::Cosignature;
use crate::{Actor, App, AppError, incident, verification};
use mirqab_domain::finding::Handling;
use mirqab_domain::procedure::State;
use mirqab_domain::verification::{Event as Step, Item};
use mirqab_domain::{Author, Event, Room, Subject, commitment, finding, procedure};
use mirqab_ledger::Hash;
use mirqab_record::EntryId;
use mirqab_vocabulary::{Bilingual, BlobId, Coordinates, FindingId, IncidentId, Instant, Interval, ReportId, Role};
use std::collections::BTreeSet;

/// The record as it may be read: as it is, or without what is masked.
struct Blind<'a> {
    whole: &'a dyn Reader,
    /// What masked incidents are called.
    title: &'a Bilingual,
    covered: Covered,
}

/// What is masked for somebody.
#[derive(Clone, Default)]
struct Covered {
    cases: BTreeSet<IncidentId>,
    /// Those that tell of these cases.
    reports: BTreeSet<ReportId>,
}

/// Why something is not shown now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("you review this case without the parties' names; answer first")]
pub struct Masked;

impl Blind<'_> {
    /// Whether a state tells of a masked case, wherever it stands itself.
    fn tells(&self, state: &State) -> bool {
        match state {
            State::Report(state) => self.covered.reports.contains(&state.id),
            State::Incident(state) => self.covered.cases.contains(&state.id),
            State::Verification(state) => self.covered.cases.contains(&state.incident),
            State::Finding(state) => self.covered.cases.contains(&state.incident),
            State::Response(state) => {
                IncidentId::parse(state.finding.as_str()).is_ok_and(|id| self.covered.cases.contains(&id))
            }
            State::Commitment(state) => match &**state {
                commitment::State::Clarification(asked) => {
                    asked.question.incident.is_some_and(|id| self.covered.cases.contains(&id))
                }
                commitment::State::Promise(_) | commitment::State::Pause(_) | commitment::State::Notice(_) => false,
            },
            // A sitting tells which cases are on its agenda, and not whom they concern.
            State::Sitting(_)
            | State::Keys(_)
            | State::Agreement(_)
            | State::Mission(_)
            | State::Patrol(_)
            | State::Publication(_) => false,
        }
    }

    /// What is left of a row: what a reviewer is told beside the masked conclusion too. What is public is public to them.
    fn over(&self, mut row: IncidentRow) -> IncidentRow {
        row.masked = self.covered.cases.contains(&row.id);
        if row.masked && row.published.is_none() {
            row.title = self.title.clone();
            row.accused.clear();
            (row.area, row.harm) = (None, None);
        }
        row
    }
}

fn covered(reader: &dyn Reader, actor: &Actor) -> anyhow::Result<Covered> {
    let mut covered = Covered::default();
    if actor.role != Role::Reviewer {
        return Ok(covered);
    }
    let handling = Some(Handling::UnderReview.code().to_owned());
    let waiting = IncidentFilter { handling, merged: true, ..IncidentFilter::default() };
    let (rows, _) = reader.incidents(&waiting, Page { offset: 0, limit: u32::MAX })?;
    for row in rows {
        let Some(state) = row.finding.map(|id| found(reader, id)).transpose()?.flatten() else { continue };
        if masked(&state, actor) {
            covered.cases.insert(row.id);
            let case = procedure::as_incident(reader.state(&incident::subject(row.id))?);
            covered.reports.extend(case.into_iter().flat_map(|case| case.reports()));
        }
    }
    Ok(covered)
}

/// Refuses what a reviewer records about a case that is masked for them, but for their answer and that they step back: whoever acts in a
/// case knows whom it concerns.
pub(crate) fn admit(reader: &dyn Reader, author: &Author, subject: &Subject, event: &Event) -> Result<(), AppError> {
    let answers =
        matches!(event, Event::Finding(finding::Event::Reviewed { .. }) | Event::Verification(Step::Recused { .. }));
    let actor = Actor { account: Some(author.account), role: author.role, party: author.party.clone() };
    if !answers && hides(&covered(reader, &actor)?, subject) { Err(Masked.into()) } else { Ok(()) }
}

fn hides(covered: &Covered, subject: &Subject) -> bool {
    match subject.room {
        Room::Report => ReportId::parse(&subject.id).is_ok_and(|id| covered.reports.contains(&id)),
        // The rooms of a case share its incident's id.
        Room::Incident | Room::Verification | Room::Finding | Room::Response => {
            IncidentId::parse(&subject.id).is_ok_and(|id| covered.cases.contains(&id))
        }
        Room::Agreement | Room::Commitment | Room::Mission | Room::Publication => false,
    }
}

fn found(reader: &dyn Reader, id: FindingId) -> anyhow::Result<Option<finding::State>> {
    let subject = Subject { room: Room::Finding, id: id.to_string() };
    Ok(procedure::as_finding(reader.state(&subject)?))
}

/// Of a finding what the public has: nothing, or it without the conclusion that waits.
fn public(state: State) -> Option<State> {
    let mut state = procedure::as_finding(Some(state))?;
    state.published()?;
    state.versions.retain(|version| !version.pending());
    Some(State::Finding(Box::new(state)))
}

impl Reader for Blind<'_> {
    fn behind(&self) -> Option<&dyn Reader> {
        Some(self.whole)
    }
    fn state(&self, subject: &Subject) -> anyhow::Result<Option<State>> {
        let state = self.whole.state(subject)?;
        match (subject.room, state) {
            (_, Some(state)) if !self.tells(&state) => Ok(Some(state)),
            (_, None) => Ok(None),
            // What was answered is no part of what is reviewed, and lists go on without it.
            (Room::Response, _) => Ok(None),
            (_, Some(state)) => public(state).map(Some).ok_or_else(|| Masked.into()),
        }
    }
    fn states(&self, room: Room) -> anyhow::Result<Vec<State>> {
        let mut seen = Vec::new();
        self.each_state(room, &mut |state| seen.push(state.clone()))?;
        Ok(seen)
    }
    fn each_state(&self, room: Room, each: &mut dyn FnMut(&State)) -> anyhow::Result<()> {
        self.whole.each_state(room, &mut |state| match self.tells(state) {
            true => public(state.clone()).iter().for_each(&mut *each),
            false => each(state),
        })
    }
    fn entries_about(&self, subject: &Subject) -> anyhow::Result<Vec<StoredEntry>> {
        if hides(&self.covered, subject) { Err(Masked.into()) } else { self.whole.entries_about(subject) }
    }
    fn reports(&self, filter: &ReportFilter, page: Page) -> anyhow::Result<(Vec<ReportRow>, u64)> {
        let except = filter.except.iter().chain(&self.covered.reports).copied().collect();
        self.whole.reports(&ReportFilter { except, ..filter.clone() }, page)
    }
    fn report(&self, id: ReportId) -> anyhow::Result<Option<ReportRow>> {
        if self.covered.reports.contains(&id) { Ok(None) } else { self.whole.report(id) }
    }
    fn spots(&self, began: Interval, corners: Option<(Coordinates, Coordinates)>) -> anyhow::Result<Vec<Spot>> {
        let mut spots = self.whole.spots(began, corners)?;
        spots.retain(|spot| !self.covered.reports.contains(&spot.id));
        Ok(spots)
    }
    fn incidents(&self, filter: &IncidentFilter, page: Page) -> anyhow::Result<(Vec<IncidentRow>, u64)> {
        let (rows, total) = self.whole.incidents(filter, page)?;
        Ok((rows.into_iter().map(|row| self.over(row)).collect(), total))
    }
    fn incident(&self, id: IncidentId) -> anyhow::Result<Option<IncidentRow>> {
        Ok(self.whole.incident(id)?.map(|row| self.over(row)))
    }
    fn protected(&self) -> anyhow::Result<Vec<Subject>> {
        let mut subjects = self.whole.protected()?;
        subjects.retain(|subject| !hides(&self.covered, subject));
        Ok(subjects)
    }
    fn naming(&self, original: &BlobId) -> anyhow::Result<Vec<Subject>> {
        let mut subjects = self.whole.naming(original)?;
        subjects.retain(|subject| !hides(&self.covered, subject));
        Ok(subjects)
    }
    fn messages(&self, report: ReportId) -> anyhow::Result<Vec<Message>> {
        if self.covered.reports.contains(&report) { Err(Masked.into()) } else { self.whole.messages(report) }
    }
    // What follows says nothing of a single case, or is reached only through what is said above.
    fn log_size(&self) -> anyhow::Result<u64> {
        self.whole.log_size()
    }
    fn entries(&self, from: u64, most: u32) -> anyhow::Result<Vec<StoredEntry>> {
        self.whole.entries(from, most)
    }
    fn answers(&self) -> anyhow::Result<Vec<u64>> {
        self.whole.answers()
    }
    fn node(&self, level: u8, index: u64) -> anyhow::Result<Hash> {
        self.whole.node(level, index)
    }
    fn checkpoint(&self) -> anyhow::Result<Option<String>> {
        self.whole.checkpoint()
    }
    fn checkpoint_of(&self, size: u64) -> anyhow::Result<Option<String>> {
        self.whole.checkpoint_of(size)
    }
    fn cosigned(&self, most: u64, each: &mut dyn FnMut(Cosignature) -> bool) -> anyhow::Result<()> {
        self.whole.cosigned(most, each)
    }
    fn anchored(&self, most: u64, each: &mut dyn FnMut(Anchor) -> bool) -> anyhow::Result<()> {
        self.whole.anchored(most, each)
    }
    fn anchor_questions(&self) -> anyhow::Result<Vec<Question>> {
        self.whole.anchor_questions()
    }
    fn last_entry(&self, subject: &Subject) -> anyhow::Result<Option<EntryId>> {
        self.whole.last_entry(subject)
    }
    fn position_of(&self, subject: &Subject) -> anyhow::Result<Option<u64>> {
        self.whole.position_of(subject)
    }
    fn incidents_of(&self, report: ReportId) -> anyhow::Result<Vec<IncidentId>> {
        self.whole.incidents_of(report)
    }
    fn report_by_digest(&self, digest: &str) -> anyhow::Result<Option<ReportId>> {
        self.whole.report_by_digest(digest)
    }
    fn per_day(&self, days: &[Interval]) -> anyhow::Result<Vec<DayCount>> {
        self.whole.per_day(days)
    }
    fn received(&self, during: Interval) -> anyhow::Result<Vec<Received>> {
        self.whole.received(during)
    }
    fn per_handling(&self) -> anyhow::Result<Vec<(String, u64)>> {
        self.whole.per_handling()
    }
    fn overdue(&self, now: Instant) -> anyhow::Result<u64> {
        self.whole.overdue(now)
    }
    fn contact(&self, code: &CodeHash) -> anyhow::Result<Option<ReportId>> {
        self.whole.contact(code)
    }
    fn blob(&self, id: &BlobId) -> anyhow::Result<Option<Vec<u8>>> {
        self.whole.blob(id)
    }
}

/// What a reviewer answers without knowing whom it concerns.
pub struct Waiting {
    /// The finding.
    pub state: finding::State,
    /// The conclusion that waits. Its words still have the parties' names in them.
    pub version: finding::Version,
    /// What kind, and when.
    pub row: IncidentRow,
    /// The evidence.
    pub evidence: Vec<Item>,
}

impl App {
    /// The conclusion that waits for this reviewer with its parties masked, if this finding has one.
    pub fn masked_conclusion(&self, actor: &Actor, id: FindingId) -> Result<Option<Waiting>, AppError> {
        self.read(|reader| {
            let Some(state) = found(reader, id)?.filter(|state| masked(state, actor)) else { return Ok(None) };
            let Some(version) = state.pending().cloned() else { return Ok(None) };
            let row = reader.incident(state.incident)?.ok_or(AppError::NotFound)?;
            let case = procedure::as_verification(reader.state(&verification::subject(state.incident))?);
            Ok(Some(Waiting { state, version, row, evidence: case.map(|case| case.evidence).unwrap_or_default() }))
        })
    }

    /// Reads one consistent moment, as somebody may see it. Masked incidents are called `title`.
    pub fn read_as<T>(
        &self,
        actor: &Actor,
        title: &Bilingual,
        mut work: impl FnMut(&dyn Reader) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let now = match &self.now {
            // What is masked now was perhaps not masked then, and shows the same.
            Some(store) if actor.role == Role::Reviewer => {
                let mut now = Covered::default();
                store.read(&mut |reader| {
                    now = covered(reader, actor)?;
                    Ok(())
                })?;
                Some(now)
            }
            _ => None,
        };
        self.read(|reader| {
            let covered = now.clone().map_or_else(|| covered(reader, actor), Ok)?;
            work(&Blind { whole: reader, title, covered })
        })
    }
}

//! Verification: how we seek to know.

use crate::access::{Action, Actor};
use crate::report::Upload;
use crate::work::{App, Seen};
use crate::{AppError, Reader, location};
use mirqab_domain::finding::Proposal;
use mirqab_domain::report::Part;
use mirqab_domain::verification::{self, Event, Evidence, JointPlace, Refusal};
use mirqab_domain::{Room, Subject, agreement, finding, procedure};
use mirqab_vocabulary::{IncidentId, Instant, Occurrence};

/// The subject of an incident's verification.
pub fn subject(id: IncidentId) -> Subject {
    Subject { room: Room::Verification, id: id.to_string() }
}

/// The restriction of the mission that is cited for a conclusion that access was denied: that of the last judgement that says the same.
pub fn cited(reader: &dyn Reader, incident: IncidentId, concluded: &Occurrence) -> anyhow::Result<Option<u32>> {
    let state = procedure::as_verification(reader.state(&subject(incident))?);
    let same = |one: &&verification::Assessment| one.occurrence == *concluded && one.restriction.is_some();
    Ok(state.and_then(|state| state.assessments.iter().rev().find(same).and_then(|one| one.restriction)))
}

/// The shortest time that an agreement in force, or the procedure that it sets, gives for a verification; a week if none says.
pub fn due(reader: &dyn Reader, occurred: Option<Instant>, now: Instant) -> anyhow::Result<Instant> {
    let states = reader.states(Room::Agreement)?;
    let agreements = states.into_iter().filter_map(|state| procedure::as_agreement(Some(state)));
    let hours = agreements
        .filter(|state: &agreement::State| occurred.is_some_and(|at| state.in_force(at)))
        .map(|state| {
            let text = occurred.map_or(&state.agreement, |at| state.text_at(at));
            state.procedure(now).map_or(text.verification_hours, |procedure| procedure.verification_hours)
        })
        .min()
        .unwrap_or(168);
    Ok(now.plus_s(i64::from(hours) * 3600))
}

fn place(reader: &dyn Reader, id: IncidentId) -> Result<Option<JointPlace>, AppError> {
    let case = procedure::case(&mut Seen(reader), id)?.ok_or(AppError::NotFound)?;
    location::to_keep(reader, &case)
}

/// The case, for somebody who may read cases; who witnesses are is left out for those who may not see it.
pub fn read(
    reader: &dyn Reader,
    actor: &Actor,
    id: IncidentId,
) -> Result<mirqab_domain::verification::State, AppError> {
    let state = procedure::as_verification(reader.state(&subject(id))?);
    let mut state = state.filter(|_| actor.may(Action::SeeWork)).ok_or(AppError::NotFound)?;
    for item in &mut state.evidence {
        if !actor.may(Action::SeeIdentity) {
            // Their originals are not given out either, so none is offered.
            if of_witness(item) {
                item.evidence.blob = None;
            }
            item.evidence.witness = None;
        }
        if let Some(sealed) = item.evidence.witness.as_mut().and_then(|witness| witness.sealed.as_mut()) {
            // That it is sealed is told; the sealed bytes go to the key holders and to nobody else.
            (sealed.locked, sealed.shares) = (String::new(), Vec::new());
        }
    }
    Ok(state)
}

/// Whether somebody's identity is protected behind it, or was until it was erased: a recording stays one of their voice.
fn of_witness(item: &verification::Item) -> bool {
    item.evidence.witness.is_some() || item.protection.is_erased(Part::Identity)
}

/// The original of an item of evidence, byte for byte, and the name under which it is saved. One that came from a protected witness may
/// say who that is, and is for those who may know.
pub fn original(
    reader: &dyn Reader,
    actor: &Actor,
    id: IncidentId,
    number: u32,
) -> Result<(String, Vec<u8>), AppError> {
    read(reader, actor, id)?;
    let state = procedure::as_verification(reader.state(&subject(id))?).ok_or(AppError::NotFound)?;
    let item = state.evidence.iter().find(|item| item.number == number).ok_or(AppError::NotFound)?;
    if of_witness(item) && !actor.may(Action::SeeIdentity) {
        return Err(AppError::NotFound);
    }
    let blob = item.evidence.blob.as_ref().ok_or(AppError::NotFound)?;
    let bytes = reader.blob(blob)?.ok_or(AppError::NotFound)?;
    Ok((format!("{id}-evidence-{number}.bin"), bytes))
}

impl App {
    /// Opens a verification, due when the agreement says.
    pub fn open_verification(&self, actor: &Actor, id: IncidentId) -> Result<(), AppError> {
        self.write(actor, Action::Group, |work| {
            let row = work.reader().incident(id)?.ok_or(AppError::NotFound)?;
            let due = due(work.reader(), row.occurred.map(|occurred| occurred.from()), work.now())?;
            work.record(&subject(id), Event::Opened { due })?;
            Ok(())
        })
    }

    /// Keeps where the incident's reports put it together, as the actor relied on it.
    pub fn record_place(&self, actor: &Actor, id: IncidentId) -> Result<(), AppError> {
        self.write(actor, Action::Assess, |work| {
            let place = place(work.reader(), id)?.ok_or(Refusal::PlaceWithoutReports);
            let place = place.map_err(|refusal| AppError::Refused(refusal.into()))?;
            work.record(&subject(id), Event::PlaceRecorded { place: Box::new(place) })?;
            Ok(())
        })
    }

    /// Proposes a conclusion, under the procedure that holds now where it names none. Where the reports put the event together is kept with it, unless just that is kept already.
    pub fn propose(&self, actor: &Actor, finding: &Subject, proposal: &Proposal) -> Result<u64, AppError> {
        self.write(actor, Action::Verify, |work| {
            let (id, mut proposal) = (proposal.incident, proposal.clone());
            if proposal.procedure.is_none()
                && let Some(case) = procedure::case(&mut Seen(work.reader()), id)?
            {
                proposal.procedure = crate::procedure::holds(work.reader(), &case, work.now())?.map(Box::new);
            }
            let proposed = work.record(finding, finding::Event::Proposed { proposal: Box::new(proposal) })?;
            let kept = procedure::as_verification(work.reader().state(&subject(id))?).and_then(|state| state.placed);
            match place(work.reader(), id)? {
                Some(place) if kept.is_none_or(|kept| kept.place != place) => {
                    work.record(&subject(id), Event::PlaceRecorded { place: Box::new(place) })?;
                }
                _ => {}
            }
            Ok(proposed)
        })
    }

    /// Adds an item of evidence, with its original if it is a file. Returns its number.
    pub fn add_evidence(
        &self,
        actor: &Actor,
        id: IncidentId,
        evidence: &Evidence,
        file: Option<&Upload>,
    ) -> Result<u32, AppError> {
        self.write(actor, Action::AddEvidence, |work| {
            let state = procedure::as_verification(work.reader().state(&subject(id))?).ok_or(AppError::NotFound)?;
            let mut evidence = evidence.clone();
            if let Some(file) = file {
                evidence.blob = Some(work.keep(&file.bytes)?);
            }
            let number = u32::try_from(state.evidence.len() + 1).unwrap_or(u32::MAX);
            work.record(&subject(id), Event::EvidenceAdded { number, evidence })?;
            Ok(number)
        })
    }
}

//! May this fact about a verification be recorded?

use super::{Conflict, Event, EvidenceKind, Explanation, Given, Refusal, State, Weighing};
use crate::mission::Holders;
use crate::report::{Opened, Part, Step};
use crate::{Author, report};
use mirqab_vocabulary::{AccountId, Instant, Occurrence, Role, UnableReason};
use std::collections::BTreeSet;

/// The longest time for which one person may hold a case without claiming it again: 14 days.
pub const LONGEST_CLAIM_S: i64 = 14 * 86_400;

/// What must be known beyond the case itself.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Whether the incident exists and stands by itself.
    pub incident_open: bool,
    /// Who submitted the reports that tell of the incident.
    pub reporters: BTreeSet<AccountId>,
}

/// Whether `event` may be recorded about the case whose facts so far add up to `state`.
pub fn admit(
    state: Option<&State>,
    event: &Event,
    author: &Author,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    if !standing.incident_open {
        return Err(Refusal::NoIncident);
    }
    let state = match (state, event) {
        (None, Event::Opened { due }) => {
            role(author, &[Role::DutyOfficer, Role::Verifier, Role::Reviewer])?;
            return later(*due, now);
        }
        (None, _) => return Err(Refusal::NotOpen),
        (Some(_), Event::Opened { .. }) => return Err(Refusal::AlreadyOpen),
        (Some(state), _) => state,
    };
    match event {
        Event::Opened { .. } => Err(Refusal::AlreadyOpen),
        Event::Claimed { until } => {
            role(author, &[Role::Verifier])?;
            untied(state, author, standing)?;
            if state.holder(now).is_some_and(|holder| holder != author.account) {
                return Err(Refusal::ClaimedByOther);
            }
            claim_length(*until, now)
        }
        Event::Released {} => holds(state, author, now),
        // Delegates of the parties sit in bodies, and stand aside like everybody else.
        Event::Recused { .. } => {
            role(author, &[Role::Verifier, Role::Reviewer, Role::HeadOfMission, Role::PartyLiaison])
        }
        Event::EvidenceAdded { number, evidence } => {
            role(author, &[Role::Observer, Role::DutyOfficer, Role::Verifier, Role::Reviewer])?;
            if evidence.crater.is_some() && evidence.kind != EvidenceKind::Crater {
                return Err(Refusal::NoCrater);
            }
            if evidence.witness.is_some() && evidence.kind != EvidenceKind::Witness {
                return Err(Refusal::NoWitness);
            }
            let record = matches!(evidence.kind, EvidenceKind::MedicalRecord | EvidenceKind::CivilRecord);
            let twice =
                (1..evidence.proves.len()).any(|index| evidence.proves[..index].contains(&evidence.proves[index]));
            if !evidence.proves.is_empty() && !record || twice {
                return Err(Refusal::NoRecord);
            }
            if evidence.held.is_some() && evidence.kind != EvidenceKind::ControlOfGround {
                return Err(Refusal::NoGround);
            }
            let next = state.evidence.len() + 1;
            if usize::try_from(*number).is_ok_and(|number| number == next) {
                Ok(())
            } else {
                Err(Refusal::EvidenceNumber)
            }
        }
        Event::Assessed { occurrence, restriction, .. } => {
            judges(state, author, now, standing)?;
            occurrence_whole(occurrence)?;
            let denied = matches!(occurrence, Occurrence::UnableToVerify { denied_by: Some(_), .. });
            if restriction.is_some() && !denied { Err(Refusal::CitedWithoutDenial) } else { Ok(()) }
        }
        Event::PlaceRecorded { place } => {
            judges(state, author, now, standing)?;
            if place.inputs.is_empty() { Err(Refusal::PlaceWithoutReports) } else { Ok(()) }
        }
        Event::DeadlineMoved { due, .. } => {
            role(author, &[Role::DutyOfficer, Role::HeadOfMission])?;
            later(*due, now)
        }
        Event::Assigned { to, until, .. } => {
            role(author, &[Role::DutyOfficer, Role::HeadOfMission])?;
            if standing.reporters.contains(to) || state.recused.contains(to) {
                return Err(Refusal::AssignedTied);
            }
            claim_length(*until, now)
        }
        Event::Excused { conflict: Conflict { account, .. } } => {
            role(author, &[Role::Reviewer, Role::HeadOfMission])?;
            match (author.account == *account, state.recused.contains(account)) {
                (true, _) => Err(Refusal::ExcusedSelf),
                (_, true) => Err(Refusal::ExcusedAlready),
                _ => Ok(()),
            }
        }
        Event::Escalated { .. } => {
            role(author, &[Role::DutyOfficer, Role::Verifier, Role::Reviewer])?;
            if state.due < now { Ok(()) } else { Err(Refusal::NotOverdue) }
        }
        Event::CustodyPassed { handover } => {
            role(author, &[Role::Observer, Role::DutyOfficer, Role::Verifier, Role::Reviewer])?;
            known(state, handover.number)
        }
        Event::ImageryPlaced { placing } => {
            role(author, &[Role::Verifier, Role::Reviewer])?;
            untied(state, author, standing)?;
            known(state, placing.number)?;
            let films = |item: &super::Item| {
                item.number == placing.number
                    && matches!(item.evidence.kind, EvidenceKind::Imagery | EvidenceKind::OpenSource)
            };
            if state.evidence.iter().any(films) { Ok(()) } else { Err(Refusal::NoImagery) }
        }
        Event::HypothesisStated { .. } | Event::HypothesisWeighed { .. } => {
            admit_hypothesis(state, event, author, standing)
        }
        Event::CircumstanceJudged { judgement } => {
            judges(state, author, now, standing)?;
            judgement.evidence.iter().try_for_each(|number| known(state, *number))?;
            let carrying = state.evidence.iter().filter(|item| item.evidence.carries()).map(|item| item.number);
            let rests = carrying.into_iter().any(|number| judgement.evidence.contains(&number));
            if judgement.given == Given::NotEstablished || rests {
                Ok(())
            } else {
                Err(Refusal::CircumstanceUnsupported)
            }
        }
        // What protects who stands behind an item is asked of `admit_step`.
        _ => Err(Refusal::RoleNotAllowed),
    }
}

/// Whether a step of the protection of who stands behind an item of evidence may be recorded, whatever became of the incident. `sets` are the
/// mission's sets of key holders; none are known to a reader of a bundle.
pub fn admit_step(
    state: Option<&State>,
    number: u32,
    step: &Step,
    author: &Author,
    sets: &[Holders],
) -> Result<(), crate::Refusal> {
    let item = state.ok_or(Refusal::NotOpen)?.item(number).ok_or(Refusal::NoSuchEvidence)?;
    // An item of evidence is read out of no table.
    match step {
        Step::ErasureProposed { erasure } if erasure.parts.contains(&Part::Table) => {
            Err(report::Refusal::ErasureNothing.into())
        }
        Step::OpeningRequested { opening } if opening.what == Opened::Table => {
            Err(report::Refusal::OpeningNothing.into())
        }
        step => Ok(item.protection.admit(step, author, sets)?),
    }
}

/// Hypotheses are stated and weighed by verifiers and reviewers without a tie to the case.
fn admit_hypothesis(state: &State, event: &Event, author: &Author, standing: &Standing) -> Result<(), Refusal> {
    role(author, &[Role::Verifier, Role::Reviewer])?;
    untied(state, author, standing)?;
    match event {
        Event::HypothesisStated { hypothesis: Explanation { number, attribution, .. } } => {
            if usize::try_from(*number) != Ok(state.hypotheses.len() + 1) {
                return Err(Refusal::HypothesisNumber);
            }
            let twice = state.hypotheses.iter().any(|known| known.names(attribution));
            if twice { Err(Refusal::HypothesisTwice) } else { Ok(()) }
        }
        Event::HypothesisWeighed { weighing: Weighing { hypothesis, evidence, .. } } => {
            if !state.hypotheses.iter().any(|known| known.number == *hypothesis) {
                return Err(Refusal::NoSuchHypothesis);
            }
            known(state, *evidence)
        }
        _ => Ok(()),
    }
}

fn known(state: &State, number: u32) -> Result<(), Refusal> {
    let known = state.evidence.iter().any(|item| item.number == number);
    if known { Ok(()) } else { Err(Refusal::NoSuchEvidence) }
}

fn claim_length(until: Instant, now: Instant) -> Result<(), Refusal> {
    if until <= now || until > now.plus_s(LONGEST_CLAIM_S) { Err(Refusal::ClaimTooLong) } else { Ok(()) }
}

/// "Access denied" names who denied it; no other answer does.
pub(crate) fn occurrence_whole(occurrence: &Occurrence) -> Result<(), Refusal> {
    match occurrence {
        Occurrence::UnableToVerify { reason, denied_by }
            if (*reason == UnableReason::Access) != denied_by.is_some() =>
        {
            Err(Refusal::DeniedByMissing)
        }
        _ => Ok(()),
    }
}

fn role(author: &Author, allowed: &[Role]) -> Result<(), Refusal> {
    if allowed.contains(&author.role) { Ok(()) } else { Err(Refusal::RoleNotAllowed) }
}

fn later(due: Instant, now: Instant) -> Result<(), Refusal> {
    if due > now { Ok(()) } else { Err(Refusal::DeadlinePast) }
}

fn holds(state: &State, author: &Author, now: Instant) -> Result<(), Refusal> {
    if state.holder(now) == Some(author.account) { Ok(()) } else { Err(Refusal::NotClaimed) }
}

/// Whether they may judge here: a reviewer, or the verifier who holds the case, who did not report it.
fn judges(state: &State, author: &Author, now: Instant, standing: &Standing) -> Result<(), Refusal> {
    role(author, &[Role::Verifier, Role::Reviewer])?;
    untied(state, author, standing)?;
    if author.role == Role::Verifier { holds(state, author, now) } else { Ok(()) }
}

fn untied(state: &State, author: &Author, standing: &Standing) -> Result<(), Refusal> {
    if standing.reporters.contains(&author.account) {
        return Err(Refusal::OwnReport);
    }
    if state.recused.contains(&author.account) {
        return Err(Refusal::RecusedFromCase);
    }
    Ok(())
}

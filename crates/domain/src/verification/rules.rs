//! May this fact about a verification be recorded?

use super::{Event, Refusal, State};
use crate::Author;
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
            if *until <= now || *until > now.plus_s(LONGEST_CLAIM_S) {
                return Err(Refusal::ClaimTooLong);
            }
            Ok(())
        }
        Event::Released {} => holds(state, author, now),
        Event::Recused { .. } => role(author, &[Role::Verifier, Role::Reviewer, Role::HeadOfMission]),
        Event::EvidenceAdded { number, .. } => {
            role(author, &[Role::Observer, Role::DutyOfficer, Role::Verifier, Role::Reviewer])?;
            let next = state.evidence.len() + 1;
            if usize::try_from(*number).is_ok_and(|number| number == next) {
                Ok(())
            } else {
                Err(Refusal::EvidenceNumber)
            }
        }
        Event::Assessed { occurrence, restriction, .. } => {
            role(author, &[Role::Verifier, Role::Reviewer])?;
            untied(state, author, standing)?;
            if author.role == Role::Verifier {
                holds(state, author, now)?;
            }
            occurrence_whole(occurrence)?;
            let denied = matches!(occurrence, Occurrence::UnableToVerify { denied_by: Some(_), .. });
            if restriction.is_some() && !denied { Err(Refusal::CitedWithoutDenial) } else { Ok(()) }
        }
        Event::DeadlineMoved { due, .. } => {
            role(author, &[Role::DutyOfficer, Role::HeadOfMission])?;
            later(*due, now)
        }
    }
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

fn untied(state: &State, author: &Author, standing: &Standing) -> Result<(), Refusal> {
    if standing.reporters.contains(&author.account) {
        return Err(Refusal::OwnReport);
    }
    if state.recused.contains(&author.account) {
        return Err(Refusal::RecusedFromCase);
    }
    Ok(())
}

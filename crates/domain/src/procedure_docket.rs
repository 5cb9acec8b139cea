//! What the rules ask about closing, reopening, measures and sittings, computed from the record.

use super::{
    World, as_agreement, as_finding, as_report, as_response, as_verification, case, governing, parties_named, subject,
};
use crate::response::{Event, Matter, ReplyKind, Sitting, SittingStanding};
use crate::{Room, agreement, finding, response, verification};
use mirqab_vocabulary::{FindingId, Instant, PartyCode};
use std::collections::BTreeSet;

/// What happened to a conclusion after it was published.
pub(super) struct After {
    pub waiting: bool,
    pub acknowledged: bool,
    pub measured: bool,
    pub requests: BTreeSet<PartyCode>,
    pub new_evidence: bool,
}

pub(super) fn after_publication(
    state: &finding::State,
    verification: Option<&verification::State>,
    response: Option<&response::State>,
    parties: &[PartyCode],
    now: Instant,
) -> After {
    let public = state.published();
    let number = public.map_or(0, |version| version.number);
    let to_it = || response.iter().flat_map(|response| &response.replies).filter(move |reply| reply.version == number);
    let noticed = |party: &PartyCode| {
        let mut notices = response.iter().flat_map(|response| &response.notices);
        notices.any(|notice| notice.party == *party && notice.version == number)
    };
    let unserved = public
        .is_some_and(|version| parties_named(&version.proposal.axes, parties).iter().any(|party| !noticed(party)));
    let since = state.last_reopened_at();
    let asks = |reply: &&response::Reply| {
        reply.kind == ReplyKind::ReopeningRequest && since.is_none_or(|since| reply.at > since)
    };
    After {
        waiting: unserved || response.is_some_and(|response| response.waiting(now)),
        acknowledged: to_it().any(|reply| reply.kind == ReplyKind::Acknowledge),
        measured: response.is_some_and(|response| response.measures.iter().any(|record| record.decided.is_some())),
        requests: to_it().filter(asks).map(|reply| reply.party.clone()).collect(),
        new_evidence: public
            .zip(verification)
            .is_some_and(|(version, case)| case.evidence.iter().any(|item| item.at > version.at)),
    }
}

/// What the rules ask about a response beyond itself.
pub fn response_standing<W: World>(
    world: &mut W,
    id: FindingId,
    event: &Event,
) -> Result<response::Standing, W::Error> {
    let mut standing = response::Standing::default();
    if let Event::Replied { details: Some(details), .. } = event
        && let Some(report) = details.report
    {
        let known = as_report(world.state(&subject(Room::Report, report))?);
        standing.complaint = known.map(|report| report.draft.reported_by);
    }
    let Some(found) = as_finding(world.state(&subject(Room::Finding, id))?) else { return Ok(standing) };
    standing.pending = found.pending().map(|version| version.number);
    let Some(case) = case(world, found.incident)? else { return Ok(standing) };
    let verification = as_verification(world.state(&subject(Room::Verification, found.incident))?);
    standing.aside = verification.map(|state| state.recused).unwrap_or_default();
    standing.reporters = case.reports.iter().map(|report| report.author.account).collect();
    let Some(version) = found.published() else { return Ok(standing) };
    let stands = found.handling() == finding::Handling::Published;
    standing.stands = stands.then(|| (version.number, version.proposal.axes.clone()));
    standing.body = version.proposal.procedure.as_ref().and_then(|procedure| procedure.bodies.last()).cloned();
    let agreements = world.agreements()?;
    let occurred = case.occurred();
    let bound = |agreement: &&agreement::State| {
        occurred.is_some_and(|at| agreement.in_force(at.from()) || agreement.in_force(at.to()))
    };
    let binding: Vec<_> = agreements.iter().filter(bound).collect();
    standing.parties_bound = binding.iter().flat_map(|agreement| agreement.party_codes()).collect();
    if let Some(governing) = governing(&binding, version.at) {
        standing.seats = governing.seats.clone();
        standing.parties = governing.party_codes();
    }
    Ok(standing)
}

/// What the rules ask about a sitting beyond itself.
pub fn sitting_standing<W: World>(
    world: &mut W,
    state: Option<&Sitting>,
    event: &Event,
    now: Instant,
) -> Result<SittingStanding, W::Error> {
    let mut standing = SittingStanding::default();
    let call = match event {
        Event::SittingCalled { call } => Some(&**call),
        _ => state.map(|state| &state.call),
    };
    let Some(call) = call else { return Ok(standing) };
    if let Some(agreement) = as_agreement(world.state(&subject(Room::Agreement, call.agreement))?) {
        let procedure = agreement.procedure(now);
        standing.body = procedure.and_then(|procedure| procedure.body(&call.body)).map(|(_, body)| body.clone());
        standing.seats = agreement.seats.iter().filter(|seat| seat.body == call.body).cloned().collect();
        standing.parties = agreement.party_codes();
    }
    let agenda = if let Event::AgendaChanged { agenda, .. } = event { agenda } else { &call.agenda };
    let began_at = match event {
        Event::SittingHeld { minutes } => minutes.began_at,
        _ => call.begins_at,
    };
    for item in agenda {
        let Some(found) = as_finding(world.state(&subject(Room::Finding, item.finding))?) else { continue };
        standing.cases.insert(item.finding);
        let decided = match item.matter {
            Matter::Conclusion => found
                .versions
                .iter()
                .flat_map(|version| &version.bodies)
                .any(|resolution| resolution.body == call.body && resolution.at >= began_at),
            Matter::Measure => {
                let response = as_response(world.state(&subject(Room::Response, item.finding))?);
                let mut measures = response.iter().flat_map(|response| &response.measures);
                measures.any(|record| record.decided.as_ref().is_some_and(|(_, at, _, _)| *at >= began_at))
            }
            Matter::FollowUp | Matter::Closure => true,
        };
        if decided {
            standing.decided.insert(item.clone());
        }
    }
    Ok(standing)
}

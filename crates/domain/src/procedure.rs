//! The rooms together: what one room's rule must know of the others, computed in one place.
//!
//! The program asks `admit` here before it writes, and the offline verifier asks the same `admit` when it replays.
//! Whoever asks provides a `World`: the states of all subjects as of that moment.

use crate::{
    Author, Event, Refusal, Room, Subject, agreement, commitment, finding, incident, mission, publication, report,
    response, verification,
};
use mirqab_vocabulary::{
    AccountId, Attribution, CommitmentId, FindingId, IncidentId, Instant, Interval, Occurrence, PartyCode, PatrolId,
    PublicationId, ReportId, SittingId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The states of all subjects as of one moment.
pub trait World {
    /// What goes wrong when a state is fetched.
    type Error;
    /// All agreements in the record, in the order in which they were adopted.
    fn agreements(&mut self) -> Result<Vec<agreement::State>, Self::Error>;
    /// The state of one subject.
    fn state(&mut self, subject: &Subject) -> Result<Option<State>, Self::Error>;
}

/// The state of a subject of some room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "room", content = "state", rename_all = "snake_case")]
pub enum State {
    /// Of the agreement room.
    Agreement(Box<agreement::State>),
    /// Of the commitment room.
    Commitment(Box<commitment::State>),
    /// Of the mission room.
    Mission(Box<mission::State>),
    /// Of one patrol of the mission.
    Patrol(Box<mission::Patrol>),
    /// Of the keys of one account, in the mission room.
    Keys(Box<mission::Keys>),
    /// Of the report room.
    Report(Box<report::State>),
    /// Of the incident room.
    Incident(Box<incident::State>),
    /// Of the verification room.
    Verification(Box<verification::State>),
    /// Of the finding room.
    Finding(Box<finding::State>),
    /// Of the response room.
    Response(Box<response::State>),
    /// Of a sitting of a body, in the response room.
    Sitting(Box<response::Sitting>),
    /// Of the publication room.
    Publication(Box<publication::State>),
}

/// Declares for each room how its state is taken out of `State`.
macro_rules! taken {
    ($($name:ident: $variant:ident = $room:ident),+ $(,)?) => { $(
        /// The state of that room, if it is one.
        pub fn $name(state: Option<State>) -> Option<$room::State> {
            match state { Some(State::$variant(state)) => Some(*state), _ => None }
        }
    )+ };
}
taken!(
    as_agreement: Agreement = agreement,
    as_commitment: Commitment = commitment,
    as_mission: Mission = mission,
    as_report: Report = report,
    as_incident: Incident = incident,
    as_verification: Verification = verification,
    as_finding: Finding = finding,
    as_response: Response = response,
    as_publication: Publication = publication,
);

/// Why a fact may not be recorded, or could not be judged.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer<E> {
    /// The rules say no.
    Refused(Refusal),
    /// The subject's id cannot be one of its room.
    NoSuchSubject,
    /// A state could not be fetched.
    Failed(E),
}

/// Everything about one incident that rules of later rooms ask for.
#[derive(Clone, Debug)]
pub struct Case {
    /// The incident.
    pub incident: incident::State,
    /// Its reports.
    pub reports: Vec<report::State>,
}

impl Case {
    /// Who speaks, in the order of the reports.
    pub fn voices(&self) -> Vec<incident::Voice> {
        let voice = |report: &report::State| incident::Voice {
            report: report.id,
            retells: report.origin,
            party: report.draft.reported_by.clone(),
            source: report.draft.source.as_str().to_owned(),
            withdrawn: report.withdrawn,
        };
        self.reports.iter().map(voice).collect()
    }

    /// Independent origins among the reports.
    pub fn origins(&self) -> Vec<incident::Origin> {
        incident::origins(&self.voices())
    }

    /// When it happened: the reports that state a time overlap in it, or else span it. Days stand only where nobody states a time.
    pub fn occurred(&self) -> Option<Interval> {
        let standing = || self.reports.iter().filter(|report| !report.withdrawn).map(|report| &report.draft);
        let stated: Vec<Interval> = standing()
            .filter(|draft| draft.occurred_precision == report::OccurredPrecision::Stated)
            .map(|draft| draft.occurred)
            .collect();
        let used = if stated.is_empty() { standing().map(|draft| draft.occurred).collect() } else { stated };
        let latest_from = used.iter().map(|interval| interval.from()).max()?;
        let earliest_to = used.iter().map(|interval| interval.to()).min()?;
        Interval::new(latest_from, earliest_to).or_else(|_| Interval::new(earliest_to, latest_from)).ok()
    }

    /// The parties that reports accuse, each once.
    pub fn accused(&self) -> BTreeSet<PartyCode> {
        let standing = self.reports.iter().filter(|report| !report.withdrawn);
        standing.filter_map(|report| report.draft.accused.clone()).collect()
    }
}

/// The state of that patrol, if it is one.
pub fn as_patrol(state: Option<State>) -> Option<mission::Patrol> {
    match state {
        Some(State::Patrol(state)) => Some(*state),
        _ => None,
    }
}

/// The state of those keys, if it is that.
pub fn as_keys(state: Option<State>) -> Option<mission::Keys> {
    match state {
        Some(State::Keys(state)) => Some(*state),
        _ => None,
    }
}

/// The subject that is the keys of an account.
pub fn keys_of(account: AccountId) -> Subject {
    subject(Room::Mission, account)
}

/// The state of that sitting, if it is one.
pub fn as_sitting(state: Option<State>) -> Option<response::Sitting> {
    match state {
        Some(State::Sitting(state)) => Some(*state),
        _ => None,
    }
}

/// The subject that is the mission itself. Every other subject of its room is a patrol, or the keys of an account.
pub fn the_mission() -> Subject {
    subject(Room::Mission, "mission")
}

fn subject(room: Room, id: impl ToString) -> Subject {
    Subject { room, id: id.to_string() }
}

/// The mission's sets of key holders, in the order in which they were confirmed.
pub fn key_holders<W: World>(world: &mut W) -> Result<Vec<mission::Holders>, W::Error> {
    Ok(as_mission(world.state(&the_mission())?).map(|mission| mission.key_holders).unwrap_or_default())
}

/// Fetches an incident with its reports.
pub fn case<W: World>(world: &mut W, id: IncidentId) -> Result<Option<Case>, W::Error> {
    let Some(incident) = as_incident(world.state(&subject(Room::Incident, id))?) else { return Ok(None) };
    let mut reports = Vec::new();
    for report in incident.reports() {
        reports.extend(as_report(world.state(&subject(Room::Report, report))?));
    }
    Ok(Some(Case { incident, reports }))
}

/// The parties against whom a conclusion says something, and who are therefore heard first.
pub fn parties_named(axes: &finding::Axes, parties: &[PartyCode]) -> BTreeSet<PartyCode> {
    let mut named = BTreeSet::new();
    match &axes.attribution {
        Attribution::AttributedTo { party, .. } => {
            named.insert(party.clone());
        }
        Attribution::Both { .. } => named.extend(parties.iter().cloned()),
        _ => {}
    }
    if let Occurrence::UnableToVerify { denied_by: Some(party), .. } = &axes.occurrence {
        named.insert(party.clone());
    }
    named
}

/// Whether `event` about `subject` may be recorded by `author` at `now`.
pub fn admit<W: World>(
    world: &mut W,
    about: &Subject,
    event: &Event,
    author: &Author,
    now: Instant,
) -> Result<(), Answer<W::Error>> {
    if about.room != event.room() {
        return Err(Answer::NoSuchSubject);
    }
    let state = world.state(about).map_err(Answer::Failed)?;
    let refused = |refusal: Refusal| Answer::Refused(refusal);
    match event {
        Event::Agreement(event) => {
            agreement::admit(as_agreement(state).as_ref(), event, author).map_err(|no| refused(no.into()))
        }
        Event::Commitment(event) => {
            let id = CommitmentId::parse(&about.id).map_err(|_| Answer::NoSuchSubject)?;
            let standing = commitment_standing(world, event).map_err(Answer::Failed)?;
            commitment::admit(as_commitment(state).as_ref(), id, event, author, now, &standing)
                .map_err(|no| refused(no.into()))
        }
        Event::Mission(event) if event.of_patrol() => {
            PatrolId::parse(&about.id).map_err(|_| Answer::NoSuchSubject)?;
            if matches!(state, Some(State::Keys(_))) {
                return Err(Answer::NoSuchSubject);
            }
            let mission = as_mission(world.state(&the_mission()).map_err(Answer::Failed)?);
            mission::patrol::admit(as_patrol(state).as_ref(), mission.as_ref(), event, author, now)
                .map_err(|no| refused(no.into()))
        }
        Event::Mission(event) if event.of_keys() => {
            // Two ways to write an id would be two histories of one account's keys.
            let id = AccountId::parse(&about.id).ok().filter(|id| id.as_str() == about.id);
            let id = id.filter(|_| !matches!(state, Some(State::Patrol(_)))).ok_or(Answer::NoSuchSubject)?;
            mission::keys::admit(as_keys(state).as_ref(), id, event, author).map_err(|no| refused(no.into()))
        }
        Event::Mission(event) => {
            mission::admit(as_mission(state).as_ref(), event, author, now).map_err(|no| refused(no.into()))
        }
        Event::Report(event) => {
            let id = ReportId::parse(&about.id).map_err(|_| Answer::NoSuchSubject)?;
            let sets = if event.asks_for_holders() { key_holders(world).map_err(Answer::Failed)? } else { Vec::new() };
            report::admit(as_report(state).as_ref(), id, event, author, now, &sets).map_err(|no| refused(no.into()))?;
            let report::Event::Submitted { signed, .. } = event else { return Ok(()) };
            let keys = as_keys(world.state(&keys_of(author.account)).map_err(Answer::Failed)?);
            report::admit_signed(signed.as_ref(), keys.as_ref()).map_err(|no| refused(no.into()))
        }
        Event::Incident(event) => {
            let id = IncidentId::parse(&about.id).map_err(|_| Answer::NoSuchSubject)?;
            let standing = incident_standing(world, event).map_err(Answer::Failed)?;
            incident::admit(as_incident(state).as_ref(), id, event, author, &standing).map_err(|no| refused(no.into()))
        }
        Event::Verification(event) => {
            let id = IncidentId::parse(&about.id).map_err(|_| Answer::NoSuchSubject)?;
            let sets = if event.asks_for_holders() { key_holders(world).map_err(Answer::Failed)? } else { Vec::new() };
            if let Some((number, step)) = event.step() {
                return verification::admit_step(as_verification(state).as_ref(), number, &step, author, &sets)
                    .map_err(refused);
            }
            if let verification::Event::EvidenceAdded { evidence, .. } = event {
                // Logs from before witnesses of evidence were sealed hold names in clear, and are no worse for it: that a name is sealed
                // is asked where it is recorded.
                report::admit_witness(evidence.witness.as_ref(), &[]).map_err(|no| refused(no.into()))?;
            }
            let case = case(world, id).map_err(Answer::Failed)?;
            let standing = verification_standing(case.as_ref());
            verification::admit(as_verification(state).as_ref(), event, author, now, &standing)
                .map_err(|no| refused(no.into()))
        }
        Event::Finding(event) => {
            let state = as_finding(state);
            let id = FindingId::parse(&about.id).map_err(|_| Answer::NoSuchSubject)?;
            let proposed = match event {
                finding::Event::Proposed { proposal } => Some(&**proposal),
                _ => None,
            };
            let standing = finding_standing(world, id, state.as_ref(), proposed, now).map_err(Answer::Failed)?;
            finding::admit(state.as_ref(), event, author, now, &standing).map_err(|no| refused(no.into()))
        }
        Event::Response(event) if event.of_sitting() => {
            SittingId::parse(&about.id).map_err(|_| Answer::NoSuchSubject)?;
            // An id under which a party answers is no sitting's.
            if matches!(state, Some(State::Response(_))) {
                return Err(Answer::NoSuchSubject);
            }
            let state = as_sitting(state);
            let standing = docket::sitting_standing(world, state.as_ref(), event, now).map_err(Answer::Failed)?;
            response::admit_sitting(state.as_ref(), event, author, now, &standing).map_err(|no| refused(no.into()))
        }
        Event::Response(event) => {
            let id = FindingId::parse(&about.id).map_err(|_| Answer::NoSuchSubject)?;
            if matches!(state, Some(State::Sitting(_))) {
                return Err(Answer::NoSuchSubject);
            }
            let standing = docket::response_standing(world, id, event).map_err(Answer::Failed)?;
            response::admit(as_response(state).as_ref(), event, author, now, &standing).map_err(|no| refused(no.into()))
        }
        Event::Publication(event) => {
            PublicationId::parse(&about.id).map_err(|_| Answer::NoSuchSubject)?;
            publication::admit(as_publication(state).as_ref(), event, author).map_err(|no| refused(no.into()))
        }
    }
}

/// What the facts about a subject add up to once `event` is recorded.
pub fn apply(state: Option<State>, about: &Subject, event: &Event, author: &Author, at: Instant) -> Option<State> {
    match event {
        Event::Agreement(event) => {
            let id = about.id.parse().ok()?;
            agreement::State::apply(as_agreement(state), id, event, at).map(|state| State::Agreement(state.into()))
        }
        Event::Commitment(event) => {
            let id = about.id.parse().ok()?;
            commitment::State::apply(as_commitment(state), id, event, author, at)
                .map(|state| State::Commitment(state.into()))
        }
        Event::Mission(event) if event.of_patrol() => {
            let id = about.id.parse().ok()?;
            mission::Patrol::apply(as_patrol(state), id, event).map(|state| State::Patrol(state.into()))
        }
        Event::Mission(event) if event.of_keys() => {
            let id = about.id.parse().ok()?;
            mission::Keys::apply(as_keys(state), id, event, author, at).map(|state| State::Keys(state.into()))
        }
        Event::Mission(event) => {
            mission::State::apply(as_mission(state), event, author, at).map(|state| State::Mission(state.into()))
        }
        Event::Report(event) => {
            let id = about.id.parse().ok()?;
            report::State::apply(as_report(state), id, event, author, at).map(|state| State::Report(state.into()))
        }
        Event::Incident(event) => {
            let id = about.id.parse().ok()?;
            incident::State::apply(as_incident(state), id, event, author, at).map(|state| State::Incident(state.into()))
        }
        Event::Verification(event) => {
            let id = about.id.parse().ok()?;
            verification::State::apply(as_verification(state), id, event, author, at)
                .map(|state| State::Verification(state.into()))
        }
        Event::Finding(event) => {
            let id = about.id.parse().ok()?;
            finding::State::apply(as_finding(state), id, event, author, at).map(|state| State::Finding(state.into()))
        }
        Event::Response(event) if event.of_sitting() => {
            let id = about.id.parse().ok()?;
            response::Sitting::apply(as_sitting(state), id, event, at).map(|state| State::Sitting(state.into()))
        }
        Event::Response(event) => {
            let id = about.id.parse().ok()?;
            response::State::apply(as_response(state), id, event, author, at).map(|state| State::Response(state.into()))
        }
        Event::Publication(event) => {
            let id = about.id.parse().ok()?;
            publication::State::apply(as_publication(state), id, event, author, at)
                .map(|state| State::Publication(state.into()))
        }
    }
}

/// The plans that a new plan would wait for, near and far.
fn commitment_standing<W: World>(world: &mut W, event: &commitment::Event) -> Result<commitment::Standing, W::Error> {
    let mut standing = commitment::Standing::default();
    let commitment::Event::Planned { plan } = event else { return Ok(standing) };
    let others = |plan: &commitment::Plan| -> Vec<CommitmentId> {
        let steps = plan.milestones.iter().flat_map(|step| &step.after);
        plan.after.iter().chain(steps).map(|condition| condition.commitment).collect()
    };
    let mut open = others(plan);
    while let Some(id) = open.pop() {
        if standing.plans.contains_key(&id) {
            continue;
        }
        let state = as_commitment(world.state(&subject(Room::Commitment, id))?);
        if let Some(other) = state.and_then(commitment::State::promise) {
            open.extend(others(&other.plan));
            standing.plans.insert(id, other.plan);
        }
    }
    Ok(standing)
}

fn incident_standing<W: World>(world: &mut W, event: &incident::Event) -> Result<incident::Standing, W::Error> {
    let named: &[ReportId] = match event {
        incident::Event::Opened { reports, .. } | incident::Event::Absorbed { reports, .. } => reports,
        incident::Event::Linked { report, .. }
        | incident::Event::ProposalJudged { report, answer: incident::Answer::Same, .. } => {
            std::slice::from_ref(report)
        }
        _ => &[],
    };
    let mut known_reports = BTreeSet::new();
    for report in named {
        if world.state(&subject(Room::Report, report))?.is_some() {
            known_reports.insert(*report);
        }
    }
    Ok(incident::Standing { known_reports })
}

fn verification_standing(case: Option<&Case>) -> verification::Standing {
    case.map_or_else(verification::Standing::default, |case| verification::Standing {
        incident_open: case.incident.standing == incident::Handling::Open,
        reporters: case.reports.iter().map(|report| report.author.account).collect(),
    })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The agreement whose procedure holds for an incident: of those that bind it and set one, the one adopted last.
pub fn governing<'a>(binding: &[&'a agreement::State], at: Instant) -> Option<&'a agreement::State> {
    binding.iter().rev().find(|agreement| agreement.procedure(at).is_some()).copied()
}

/// What the rules ask about a finding beyond itself: for a conclusion that is `proposed` now, or else for the one that waits.
pub fn finding_standing<W: World>(
    world: &mut W,
    id: FindingId,
    state: Option<&finding::State>,
    proposed: Option<&finding::Proposal>,
    now: Instant,
) -> Result<finding::Standing, W::Error> {
    let Some(incident) = proposed.map(|proposal| proposal.incident).or(state.map(|state| state.incident)) else {
        return Ok(finding::Standing::default());
    };
    let Some(case) = case(world, incident)? else { return Ok(finding::Standing::default()) };
    let verification = as_verification(world.state(&subject(Room::Verification, incident))?);
    let agreements = world.agreements()?;
    let occurred = case.occurred();
    let binding: Vec<_> = agreements
        .iter()
        .filter(|agreement| occurred.is_some_and(|at| agreement.in_force(at.from()) || agreement.in_force(at.to())))
        .collect();
    let parties: Vec<PartyCode> = binding
        .iter()
        .flat_map(|agreement| agreement.agreement.parties.iter().map(|party| party.code.clone()))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let response = as_response(world.state(&subject(Room::Response, id))?);
    let heard = state.and_then(finding::State::pending).is_some_and(|version| {
        parties_named(&version.proposal.axes, &parties)
            .iter()
            .all(|party| response.as_ref().is_some_and(|response| response.heard(party, version.number, now)))
    });
    let after =
        state.map(|state| docket::after_publication(state, verification.as_ref(), response.as_ref(), &parties, now));
    let origins = case.origins();
    // A conclusion that waits stays under the procedure, and before the bodies, of its own time.
    let pending = state.and_then(finding::State::pending);
    let moment = pending.filter(|_| proposed.is_none()).map_or(now, |version| version.at);
    let governing = governing(&binding, moment);
    let attribution = proposed.or(pending.map(|version| &version.proposal)).map(|proposal| &proposal.axes.attribution);
    let supporting = verification.as_ref().zip(attribution).map_or(0, |(state, who)| state.supporting_origins(who));
    Ok(finding::Standing {
        procedure: governing.and_then(|agreement| agreement.procedure(moment)).cloned(),
        seats: governing.map(|agreement| agreement.seats.clone()).unwrap_or_default(),
        parties: governing.map(agreement::State::party_codes).unwrap_or_default(),
        judgements: verification.as_ref().map_or(0, verification::State::judges),
        weighed: verification.as_ref().map_or(0, verification::State::weighed),
        supporting,
        holder: verification.as_ref().and_then(|state| state.holder(now)),
        reporters: case.reports.iter().map(|report| report.author.account).collect(),
        recused: verification.as_ref().map(|state| state.recused.clone()).unwrap_or_default(),
        report_origins: count(origins.len()),
        neutral_origins: count(origins.iter().filter(|origin| origin.party.is_none()).count()),
        evidence_origins: verification.as_ref().map_or(0, verification::State::carrying_origins),
        articles: binding
            .iter()
            .flat_map(|agreement| occurred.map(|at| agreement.article_keys(at)).unwrap_or_default())
            .collect(),
        standard: binding
            .iter()
            .filter_map(|agreement| occurred.map(|at| agreement.standard(at, case.incident.kind)))
            .max(),
        heard,
        waiting: after.as_ref().is_some_and(|after| after.waiting),
        acknowledged: after.as_ref().is_some_and(|after| after.acknowledged),
        measured: after.as_ref().is_some_and(|after| after.measured),
        new_evidence: after.as_ref().is_some_and(|after| after.new_evidence),
        requests: after.map(|after| after.requests).unwrap_or_default(),
    })
}

#[path = "procedure_docket.rs"]
mod docket;
pub use docket::{response_standing, sitting_standing};

#[cfg(test)]
#[path = "procedure_tests.rs"]
mod tests;

//! May this fact about a finding be recorded?

use super::body::{admit_decision, admit_vote};
use super::course::{admit_closure, admit_reopening};
use super::{Aim, Axes, Event, Proposal, Refusal, State, Version};
use crate::agreement::{Concludes, Procedure, Seat};
use crate::{Author, verification};
use mirqab_vocabulary::{
    AccountId, Attribution, Classification, Gravity, Instant, Occurrence, PartyCode, Role, StandardOfProof,
};
use std::collections::BTreeSet;

/// What must be known beyond the finding itself. Each field is computed from the record, by the mission's program
/// and by the verifier alike.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// Who holds the case now.
    pub holder: Option<AccountId>,
    /// Who submitted the reports that tell of the incident.
    pub reporters: BTreeSet<AccountId>,
    /// Who stood aside.
    pub recused: BTreeSet<AccountId>,
    /// Independent origins among the reports.
    pub report_origins: u32,
    /// Those of them that are no party's.
    pub neutral_origins: u32,
    /// Independent origins among the items of evidence that can carry a conclusion.
    pub evidence_origins: u32,
    /// Articles in force at that place and time.
    pub articles: BTreeSet<String>,
    /// The standard of proof that the agreement asks for before an attribution.
    pub standard: Option<StandardOfProof>,
    /// Whether every party named had notice, and answered or let its time pass.
    pub heard: bool,
    /// The procedure that holds now for what is proposed.
    pub procedure: Option<Procedure>,
    /// Who sits in its bodies.
    pub seats: Vec<Seat>,
    /// The parties of the agreement that sets it, in its order.
    pub parties: Vec<PartyCode>,
    /// How many persons have judged whether it happened, and do not stand aside.
    pub judgements: usize,
    /// How many hypotheses on the author have been weighed.
    pub weighed: usize,
    /// Independent origins of evidence that support the author concluded.
    pub supporting: usize,
    /// Whether something towards the parties is still open: a notice, a time to reply, a measure, a promise.
    pub waiting: bool,
    /// Whether a party acknowledged what is published.
    pub acknowledged: bool,
    /// Whether a body decided on a measure.
    pub measured: bool,
    /// Parties that asked to have the case reopened since it last was.
    pub requests: BTreeSet<PartyCode>,
    /// Whether evidence came in after what is published was proposed.
    pub new_evidence: bool,
}

/// Whether `event` may be recorded about the finding whose facts so far add up to `state`.
pub fn admit(
    state: Option<&State>,
    event: &Event,
    author: &Author,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    if standing.recused.contains(&author.account) {
        return Err(Refusal::RecusedFromCase);
    }
    // A delegate votes for a party, which has made its complaint known: that is its voice, not a judgement of its own report. And who keeps the
    // minutes judges nothing: the votes do.
    let voice = matches!(event, Event::Voted { .. }) && author.party.is_some();
    let minutes = matches!(event, Event::BodyDecided { .. });
    if standing.reporters.contains(&author.account) && !voice && !minutes {
        return Err(Refusal::OwnReport);
    }
    if let Event::Proposed { proposal } = event {
        return admit_proposal(state, proposal, author, standing);
    }
    match event {
        Event::Closed { closure } => return admit_closure(state, closure, author, standing),
        Event::Reopened { reopening } => return admit_reopening(state, reopening, author, now, standing),
        _ => {}
    }
    let version = state.and_then(State::pending).ok_or(Refusal::NothingProposed)?;
    match event {
        Event::Proposed { .. } | Event::Closed { .. } | Event::Reopened { .. } => Ok(()),
        Event::Reviewed { .. } => {
            role(author, Role::Reviewer)?;
            if version.by.account == author.account {
                return Err(Refusal::SamePerson);
            }
            if version.reviews.iter().any(|review| review.by.account == author.account) {
                return Err(Refusal::ReviewedAlready);
            }
            Ok(())
        }
        Event::Voted { body, vote, opinion } => admit_vote(version, body, *vote, opinion.is_some(), author, standing),
        Event::BodyDecided { body, endorsed, .. } => {
            if !matches!(author.role, Role::DutyOfficer | Role::HeadOfMission) {
                return Err(Refusal::RoleNotAllowed);
            }
            admit_decision(version, body, *endorsed, now, standing)
        }
        Event::Decided { .. } => {
            role(author, Role::HeadOfMission)?;
            others_only(version, author)?;
            if !version.endorsed() {
                return Err(Refusal::ReviewMissing);
            }
            if names_a_party(&version.proposal.axes) && !standing.heard {
                return Err(Refusal::NoticeMissing);
            }
            if !version.endorsed_by_bodies() {
                return Err(Refusal::BodyMissing);
            }
            // What carried the conclusion when it was proposed may have been withdrawn since.
            if version.proposal.aim == Aim::Retract { Ok(()) } else { admit_axes(&version.proposal.axes, standing) }
        }
        Event::SentBack { .. } => role(author, Role::HeadOfMission),
        Event::Published {} => {
            role(author, Role::HeadOfMission)?;
            let (_, decided_at, _) = version.decided.as_ref().ok_or(Refusal::NotDecided)?;
            // Without a procedure there is no embargo, also where a clock went back.
            let runs = version
                .proposal
                .procedure
                .as_ref()
                .is_some_and(|procedure| now < decided_at.plus_s(i64::from(procedure.embargo_hours) * 3600));
            if runs { Err(Refusal::EmbargoRuns) } else { Ok(()) }
        }
    }
}

fn admit_proposal(
    state: Option<&State>,
    proposal: &Proposal,
    author: &Author,
    standing: &Standing,
) -> Result<(), Refusal> {
    role(author, Role::Verifier)?;
    if standing.holder != Some(author.account) {
        return Err(Refusal::NotClaimed);
    }
    if let Some(state) = state {
        if state.pending().is_some() {
            return Err(Refusal::ProposalPending);
        }
        if state.retracted() {
            return Err(Refusal::Retracted);
        }
        if state.incident != proposal.incident {
            return Err(Refusal::OtherIncident);
        }
        if state.closed().is_some() {
            return Err(Refusal::Closed);
        }
    }
    let public = state.is_some_and(|state| state.published().is_some());
    if public == (proposal.aim == Aim::Conclude) {
        return Err(Refusal::WrongAim);
    }
    if proposal.unit.is_some() && proposal.axes.attribution.party().is_none() {
        return Err(Refusal::UnitWithoutParty);
    }
    if proposal.procedure.as_deref() != standing.procedure.as_ref() {
        return Err(Refusal::OtherProcedure);
    }
    if proposal.aim == Aim::Retract {
        return Ok(());
    }
    admit_axes(&proposal.axes, standing)?;
    proposal.procedure.as_deref().map_or(Ok(()), |procedure| prepared(procedure, &proposal.axes, standing))
}

/// Whether what the procedure asks for before a proposal was done.
fn prepared(procedure: &Procedure, axes: &Axes, standing: &Standing) -> Result<(), Refusal> {
    if standing.judgements < procedure.judgements as usize {
        return Err(Refusal::JudgementsMissing);
    }
    let facts_only = matches!(axes.attribution, Attribution::Unattributed | Attribution::AreaOfOriginOnly)
        && axes.classification == Classification::Undecided;
    if procedure.concludes == Concludes::Facts && !facts_only {
        return Err(Refusal::FactsOnly);
    }
    let chosen = axes.attribution != Attribution::Unattributed && procedure.hypotheses > 0;
    let weighed = standing.weighed >= procedure.hypotheses as usize && standing.supporting > 0;
    if chosen && !weighed { Err(Refusal::HypothesesMissing) } else { Ok(()) }
}

/// Whether the record carries this conclusion.
fn admit_axes(axes: &Axes, standing: &Standing) -> Result<(), Refusal> {
    verification::occurrence_whole(&axes.occurrence).map_err(|_| Refusal::DeniedByMissing)?;
    let origins = standing.report_origins.saturating_add(standing.evidence_origins);
    let enough = match axes.occurrence {
        Occurrence::Confirmed => origins >= 2 && standing.evidence_origins >= 1,
        Occurrence::Corroborated => origins >= 2 && (standing.neutral_origins >= 1 || standing.evidence_origins >= 1),
        Occurrence::DidNotOccur => standing.evidence_origins >= 1,
        _ => true,
    };
    if !enough {
        return Err(Refusal::StandardNotMet);
    }
    let verified = axes.occurrence.is_verified();
    match &axes.classification {
        Classification::Violation { .. } if !verified => return Err(Refusal::ClassifiedUnverified),
        Classification::Violation { article } | Classification::Permitted { article }
            if !standing.articles.contains(article) =>
        {
            return Err(Refusal::ArticleUnknown);
        }
        _ => {}
    }
    if axes.gravity != Gravity::NotAssessed && !matches!(axes.classification, Classification::Violation { .. }) {
        return Err(Refusal::GravityWithoutViolation);
    }
    admit_attribution(&axes.attribution, verified, standing)
}

pub(super) fn admit_attribution(attribution: &Attribution, verified: bool, standing: &Standing) -> Result<(), Refusal> {
    if *attribution == Attribution::Unattributed {
        return Ok(());
    }
    if !verified {
        return Err(Refusal::AttributedUnverified);
    }
    if standing.evidence_origins == 0 && standing.neutral_origins == 0 {
        return Err(Refusal::OnePartysWord);
    }
    match (attribution.standard(), standing.standard) {
        (Some(reached), Some(needed)) if reached < needed => Err(Refusal::AttributionStandard),
        (Some(_), _) if standing.evidence_origins == 0 => Err(Refusal::StandardNotMet),
        _ => Ok(()),
    }
}

/// Whether the conclusion says something against a party, which must then be heard.
fn names_a_party(axes: &Axes) -> bool {
    matches!(axes.attribution, Attribution::AttributedTo { .. } | Attribution::Both { .. })
        || matches!(axes.occurrence, Occurrence::UnableToVerify { denied_by: Some(_), .. })
}

fn role(author: &Author, needed: Role) -> Result<(), Refusal> {
    if author.role == needed { Ok(()) } else { Err(Refusal::RoleNotAllowed) }
}

fn others_only(version: &Version, author: &Author) -> Result<(), Refusal> {
    let same = version.by.account == author.account
        || version.reviews.iter().any(|review| review.by.account == author.account);
    if same { Err(Refusal::SamePerson) } else { Ok(()) }
}

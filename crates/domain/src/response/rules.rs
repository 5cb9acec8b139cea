//! May this fact about the responses to a finding be recorded?

use super::{Details, Event, Refusal, ReplyKind, State, measure};
use crate::Author;
use crate::agreement::{Body, Seat};
use crate::finding::Axes;
use mirqab_vocabulary::{AccountId, Instant, PartyCode, Role};
use std::collections::BTreeSet;

/// What must be known beyond the responses themselves.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The number of the conclusion that waits, if one does.
    pub pending: Option<u32>,
    /// The conclusion that stands, by its number: published, neither retracted nor reopened nor closed.
    pub stands: Option<(u32, Axes)>,
    /// The body that decides on measures: the last one of the procedure under which that conclusion was made.
    pub body: Option<Body>,
    /// Who sits in the bodies.
    pub seats: Vec<Seat>,
    /// The parties of the agreement that sets the procedure.
    pub parties: Vec<PartyCode>,
    /// The parties of all agreements that bind the incident.
    pub parties_bound: Vec<PartyCode>,
    /// Who stands aside from the case.
    pub aside: BTreeSet<AccountId>,
    /// Who submitted the reports that tell of the incident.
    pub reporters: BTreeSet<AccountId>,
    /// Who filed the report that a complaint in turn names, where that report is at hand: a party, or nobody for one.
    pub complaint: Option<Option<PartyCode>>,
}

/// Whether `event` may be recorded.
pub fn admit(
    state: Option<&State>,
    event: &Event,
    author: &Author,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    match event {
        Event::NoticeServed { party, version, reply_due, .. } => {
            if !matches!(author.role, Role::DutyOfficer | Role::Reviewer | Role::HeadOfMission) {
                return Err(Refusal::RoleNotAllowed);
            }
            if standing.pending != Some(*version) {
                return Err(Refusal::NothingPending);
            }
            let served = |state: &State| state.notices.iter().any(|n| n.party == *party && n.version == *version);
            if state.is_some_and(served) {
                return Err(Refusal::NoticeServedAlready);
            }
            if *reply_due < now.plus_s(3600) { Err(Refusal::ReplyTimeTooShort) } else { Ok(()) }
        }
        Event::Replied { party, kind, details, .. } => {
            if author.role != Role::PartyLiaison || author.party.as_ref() != Some(party) {
                return Err(Refusal::NotOwnParty);
            }
            let state = state.filter(|state| state.notice_to(party).is_some()).ok_or(Refusal::NoticeMissing)?;
            let nothing = Details::default();
            admit_details(state, party, *kind, details.as_deref().unwrap_or(&nothing), now, standing)
        }
        Event::PromiseJudged { reply, kept, .. } => {
            if !matches!(author.role, Role::Verifier | Role::Reviewer) {
                return Err(Refusal::RoleNotAllowed);
            }
            if standing.aside.contains(&author.account) || standing.reporters.contains(&author.account) {
                return Err(Refusal::TiedToCase);
            }
            let promised = state.and_then(|state| state.reply(*reply)).and_then(|reply| reply.details.promised_for);
            let promised = promised.ok_or(Refusal::PromiseMissing)?;
            let early = *kept == super::Kept::NotKept && now < promised;
            if early { Err(Refusal::PromiseNotDue) } else { Ok(()) }
        }
        _ => measure::admit(state, event, author, now, standing),
    }
}

/// What belongs to an answer beside its words.
fn admit_details(
    state: &State,
    party: &PartyCode,
    kind: ReplyKind,
    details: &Details,
    now: Instant,
    standing: &Standing,
) -> Result<(), Refusal> {
    if details.report.is_some() && kind != ReplyKind::CounterComplaint {
        return Err(Refusal::ReportWithoutComplaint);
    }
    if standing.complaint.as_ref().is_some_and(|filed| filed.as_ref() != Some(party)) {
        return Err(Refusal::ReportNotOwn);
    }
    let opened = |number: u32| {
        state.reply(number).is_some_and(|reply| reply.party == *party && reply.kind == ReplyKind::Inquiry)
    };
    if details.inquiry.is_some_and(opened) != (kind == ReplyKind::InquiryResult)
        || details.inquiry.is_some() && kind != ReplyKind::InquiryResult
    {
        return Err(Refusal::InquiryMissing);
    }
    if details.promised_for.is_some_and(|until| until <= now) {
        return Err(Refusal::PromisePast);
    }
    if details.done_at.is_some_and(|at| at > now) { Err(Refusal::DoneAhead) } else { Ok(()) }
}

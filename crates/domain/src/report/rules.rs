//! May this fact about a report be recorded?

use super::{Channel, Draft, Event, Refusal, Signed, State, protection};
use crate::Author;
use crate::mission::{Holders, Keys};
use mirqab_vocabulary::{AccountId, BlobId, Instant, ReportId, Role};
use std::collections::BTreeSet;

/// Clocks of phones and servers differ; so much is forgiven.
const CLOCK_SKEW_S: i64 = 15 * 60;
const LONGEST_OCCURRED_S: i64 = 31 * 86_400;

/// Whether `event` may be recorded about report `id`, whose facts so far add up to `state`. `sets` are the mission's sets of key holders;
/// none are known to a reader of a bundle.
pub fn admit(
    state: Option<&State>,
    id: ReportId,
    event: &Event,
    author: &Author,
    now: Instant,
    sets: &[Holders],
) -> Result<(), Refusal> {
    match (event, state) {
        (Event::Submitted { .. }, Some(_)) => Err(Refusal::AlreadySubmitted),
        (Event::Submitted { draft, .. }, None) => {
            admit_draft(draft, author, now)?;
            protection::admit_witness(draft.witness.as_ref(), sets)
        }
        (_, None) => Err(Refusal::NotSubmitted),
        (Event::LineageRecorded { origin, .. }, Some(_)) => {
            if !matches!(author.role, Role::DutyOfficer | Role::Verifier | Role::Reviewer) {
                return Err(Refusal::LineageNotStaff);
            }
            if *origin == Some(id) { Err(Refusal::OwnOrigin) } else { Ok(()) }
        }
        (Event::Withdrawn { .. }, Some(state)) => {
            if state.withdrawn {
                return Err(Refusal::AlreadyWithdrawn);
            }
            if state.author.account != author.account && author.role != Role::HeadOfMission {
                return Err(Refusal::WithdrawalNotOwn);
            }
            Ok(())
        }
        (Event::ContactOpened {}, Some(state)) => protection::admit_contact_opened(state, author),
        (Event::ContactRecorded { .. }, Some(state)) => protection::admit_contact(state, author),
        (event, Some(state)) => event.step().map_or(Ok(()), |step| state.protection.admit(&step, author, sets)),
    }
}

impl Signed {
    /// The rules' answer where the signature of a report does not hold.
    pub const WRONG: Refusal = Refusal::SignatureWrong;
}

/// Whether a report may be recorded with this signature, or without one, by an account with these keys. Whether the signature holds is asked
/// of the written entry.
pub fn admit_signed(signed: Option<&Signed>, keys: Option<&Keys>) -> Result<(), Refusal> {
    match (signed, keys) {
        (None, Some(keys)) if keys.every_report => Err(Refusal::SignatureMissing),
        (None, _) => Ok(()),
        (Some(signed), keys) => {
            let standing = keys.and_then(Keys::standing);
            if standing.is_some_and(|key| key.key == signed.key) { Ok(()) } else { Err(Refusal::KeyNotStanding) }
        }
    }
}

/// Whether what was signed for a log and an account came to that log, from that account.
pub fn addressed(signed_for: (&str, AccountId), came_to: (&str, AccountId)) -> Result<(), Refusal> {
    if signed_for.0 != came_to.0 {
        return Err(Refusal::SignedForOtherLog);
    }
    if signed_for.1 == came_to.1 { Ok(()) } else { Err(Refusal::SignedForOther) }
}

/// Whether the files that came are those that were signed, in whatever order.
pub fn same_files(signed: &[BlobId], came: &[BlobId]) -> Result<(), Refusal> {
    let [signed, came] = [signed, came].map(|files| files.iter().collect::<BTreeSet<_>>());
    if signed == came { Ok(()) } else { Err(Refusal::SignedOtherFiles) }
}

fn admit_draft(draft: &Draft, author: &Author, now: Instant) -> Result<(), Refusal> {
    if draft.received_at > now.plus_s(CLOCK_SKEW_S) {
        return Err(Refusal::ReceivedInTheFuture);
    }
    if draft.occurred.from() > draft.received_at.plus_s(CLOCK_SKEW_S) {
        return Err(Refusal::OccurredInTheFuture);
    }
    if draft.occurred.length_s() > LONGEST_OCCURRED_S {
        return Err(Refusal::OccurredTooVague);
    }
    if (draft.channel == Channel::Party) != draft.reported_by.is_some() {
        return Err(Refusal::PartyMissing);
    }
    if author.role == Role::PartyLiaison && (draft.reported_by.is_none() || draft.reported_by != author.party) {
        return Err(Refusal::PartyNotOwn);
    }
    if let Some(harm) = draft.harm
        && (harm.killed_min > harm.killed_max || harm.injured_min > harm.injured_max)
    {
        return Err(Refusal::HarmBackwards);
    }
    if draft.observations.len() > 50 {
        return Err(Refusal::TooManyObservations);
    }
    if draft.attachments.len() > 20 {
        return Err(Refusal::TooManyAttachments);
    }
    Ok(())
}

//! May this fact about a report be recorded?

use super::{Channel, Draft, Event, Refusal, State, protection};
use crate::Author;
use crate::mission::Holders;
use mirqab_vocabulary::{Instant, ReportId, Role};

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
        (Event::Submitted { draft }, None) => {
            admit_draft(draft, author, now)?;
            protection::admit_sealing(draft, sets)
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
        (Event::ErasureProposed { erasure }, Some(state)) => protection::admit_erasure(state, erasure, author),
        (Event::ErasureDeclined { .. }, Some(state)) => protection::admit_erasure_declined(state, author),
        (Event::Erased { parts, ground }, Some(state)) => protection::admit_erased(state, parts, *ground, author),
        (Event::OpeningRequested { opening }, Some(state)) => protection::admit_opening(state, opening, author, sets),
        (Event::OpeningConsented { consent }, Some(state)) => protection::admit_consent(state, consent, author, sets),
        (Event::OpeningRefused { .. }, Some(state)) => protection::admit_refusal(state, author, sets),
        (Event::Opened {}, Some(state)) => protection::admit_opened(state, author),
        (Event::OpeningClosed {}, Some(state)) => protection::admit_closed(state, author),
        (Event::ContactOpened {}, Some(state)) => protection::admit_contact_opened(state, author),
        (Event::ContactRecorded { .. }, Some(state)) => protection::admit_contact(state, author),
    }
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
    protection::admit_witness(draft)
}

//! One fact about one subject, as the domain writes it.

use super::Call;
use super::answer::{Answer, No, recorded};
use super::body::{self, Sent};
use crate::shell::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use mirqab_app::AppError;
use mirqab_app::agreement::check_terms;
use mirqab_domain::{
    Event, Room, Subject, agreement, commitment, finding, incident, mission, publication, report, response,
    verification,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Reads a fact of a room, strictly.
fn event(visit: &Visit, room: Room, value: Value) -> Result<Event, No> {
    fn fact<T: DeserializeOwned + Into<Event>>(visit: &Visit, value: Value) -> Result<Event, No> {
        body::read::<T>(visit, value, "").map(Into::into)
    }
    match room {
        Room::Agreement => fact::<agreement::Event>(visit, value),
        Room::Commitment => fact::<commitment::Event>(visit, value),
        Room::Mission => fact::<mission::Event>(visit, value),
        Room::Report => fact::<report::Event>(visit, value),
        Room::Incident => fact::<incident::Event>(visit, value),
        Room::Verification => fact::<verification::Event>(visit, value),
        Room::Finding => fact::<finding::Event>(visit, value),
        Room::Response => fact::<response::Event>(visit, value),
        Room::Publication => fact::<publication::Event>(visit, value),
    }
}

/// Whether a fact has an address of its own: it comes with something beside it (a receipt, figures, a file, the other half of a merge)
/// that must be recorded with it or not at all.
fn has_own_address(event: &Event) -> bool {
    use incident::Event::{Absorbed, MergedInto, Opened, Released, Restored};
    matches!(
        event,
        Event::Report(
            report::Event::Submitted { .. }
                | report::Event::LineageRecorded { .. }
                | report::Event::Erased { .. }
                | report::Event::OpeningRequested { .. }
                | report::Event::OpeningConsented { .. }
                | report::Event::Opened { .. }
                | report::Event::ContactOpened { .. }
                | report::Event::ContactRecorded { .. }
        ) | Event::Mission(mission::Event::TrackLogged { .. } | mission::Event::LogKeyFollowed { .. })
            | Event::Publication(publication::Event::Issued { .. })
            | Event::Verification(
                verification::Event::EvidenceAdded { .. }
                    | verification::Event::PlaceRecorded { .. }
                    | verification::Event::EvidenceErased { .. }
                    | verification::Event::WitnessOpeningRequested { .. }
                    | verification::Event::WitnessOpeningConsented { .. }
                    | verification::Event::WitnessOpened { .. }
            )
            | Event::Incident(incident::Event::ProposalJudged { .. } | incident::Event::ChangeJudged { .. })
            | Event::Commitment(commitment::Event::PauseScored { .. } | commitment::Event::EvidenceAdded { .. })
            | Event::Incident(Opened { .. } | Absorbed { .. } | MergedInto { .. } | Released { .. } | Restored {})
    )
}

/// Records one fact.
pub async fn fact(Call(visit): Call, Path((room, id)): Path<(String, String)>, sent: Sent) -> Answer {
    let room = Room::from_code(&room).ok_or_else(|| visit.failed(AppError::NotFound))?;
    let event = event(&visit, room, sent.value(&visit)?)?;
    // Who may not do it learns that first, and nothing else.
    visit.require(mirqab_app::Action::of(&event))?;
    if has_own_address(&event) {
        return Err(visit.problem(StatusCode::UNPROCESSABLE_ENTITY, "own-route").into());
    }
    if faulty(&event) {
        return Err(visit.problem(StatusCode::UNPROCESSABLE_ENTITY, "terms-faulty").into());
    }
    let subject = Subject { room, id };
    let done = tokio::task::block_in_place(|| match &event {
        Event::Finding(finding::Event::Proposed { proposal }) => visit.app.propose(&visit.actor, &subject, proposal),
        _ => visit.app.record(&visit.actor, &subject, &event),
    });
    let position = done.map_err(|error| visit.failed(error))?;
    Ok(recorded(&visit, &format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
}

/// Terms that cannot be worked with are not recorded through here either.
fn faulty(event: &Event) -> bool {
    let terms = match event {
        Event::Agreement(agreement::Event::Adopted { agreement }) => agreement,
        Event::Agreement(agreement::Event::Amended { amendment }) => &amendment.agreement,
        _ => return false,
    };
    check_terms(terms).iter().any(|remark| remark.level == agreement::Level::Fault)
}

//! Bundles for audiences, erasing, and opening what is sealed.

use super::Call;
use super::answer::{Answer, Asked, created, field, id, json_of, read, recorded};
use super::body::Sent;
use crate::form::saved;
use axum::extract::Path;
use mirqab_app::sealed::Given;
use mirqab_app::{AppError, Audience, protection, sealed};
use mirqab_domain::report::{Ground, Opened, Part};
use mirqab_vocabulary::{BlobId, FindingId, Passage, ReportId};
use serde::Deserialize;
use serde_json::{Value, json};

/// The parameters of a bundle.
pub const BUNDLE: &[&str] = &["for"];

/// The bundle of a finding that is made for an audience: public, party:CODE or court.
pub async fn bundle(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let asked = Asked::of(&visit, BUNDLE)?;
    let id: FindingId = id(&visit, &text)?;
    let audience = asked.read("for", |text| Audience::parse(text).ok_or(AppError::NotFound))?;
    let audience = audience.unwrap_or(Audience::Public);
    let made = tokio::task::block_in_place(|| visit.app.bundle_for(&visit.actor, id, &audience));
    let bytes = made.map_err(|error| visit.failed(error))?;
    Ok(saved(&format!("finding-{id}-{}.mirqab.json", audience.code().replace(':', "-")), bytes))
}

/// What was erased, and what waits to be.
pub async fn erasures(Call(visit): Call) -> Answer {
    let standing = read(&visit, protection::standing)?;
    let erased = standing
        .iter()
        .flat_map(|state| state.tombstones.iter().map(|one| json!({ "report": state.id, "erased": one })));
    let waiting = standing
        .iter()
        .filter_map(|state| state.erasure.as_ref().map(|one| json!({ "report": state.id, "proposed": one })));
    let (erased, waiting): (Vec<Value>, Vec<Value>) = (erased.collect(), waiting.collect());
    Ok(json_of(&json!({ "erased": erased, "waiting": waiting })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Erase {
    parts: Vec<Part>,
    ground: Ground,
}

/// Decides the erasure that waits, and carries it out.
pub async fn erase(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let asked: Erase = sent.read(&visit)?;
    let erased = tokio::task::block_in_place(|| visit.app.erase(&visit.actor, id, &asked.parts, asked.ground));
    let erased = erased.map_err(|error| visit.failed(error))?;
    Ok(created(&format!("/api/v1/log/entries?from={}&limit=1", erased.position), &erased))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AskOpening {
    what: Opened,
    key: BlobId,
    reason: Passage,
}

/// Asks the key holders to open what is sealed.
pub async fn ask(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let asked: AskOpening = sent.read(&visit)?;
    if !sealed::is_public(&asked.key) {
        return Err(field(&visit, "key", visit.words.say("error-no-key")));
    }
    let done =
        tokio::task::block_in_place(|| visit.app.ask_opening(&visit.actor, id, asked.what, &asked.key, &asked.reason));
    let position = done.map_err(|error| visit.failed(error))?;
    Ok(recorded(&visit, &format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
}

/// The requests that wait for an answer of who asks, each with their own share.
pub async fn asked(Call(visit): Call) -> Answer {
    let found = read(&visit, |reader| protection::asked_of(reader, &visit.actor))?;
    let items: Vec<Value> =
        found.iter().map(|(request, asked)| json!({ "by": request.by, "at": request.at, "asked": asked })).collect();
    Ok(json_of(&json!({ "items": items })))
}

/// Consents, with what the holder's program wrote.
pub async fn consent(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let given: Given = sent.read(&visit)?;
    let done = tokio::task::block_in_place(|| visit.app.consent(&visit.actor, id, &given));
    let position = done.map_err(|error| visit.failed(error))?;
    Ok(recorded(&visit, &format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
}

/// Gives who asked the shares that were given. The first time, that is recorded as the opening.
pub async fn take(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let taken = tokio::task::block_in_place(|| visit.app.take_opening(&visit.actor, id));
    Ok(json_of(&taken.map_err(|error| visit.failed(error))?))
}

//! Bundles for audiences, erasing, and opening what is sealed.

use super::Call;
use super::answer::{Answer, Asked, created, field, id, json_of, read, recorded};
use super::body::Sent;
use crate::form::saved;
use crate::shell::Visit;
use axum::extract::Path;
use mirqab_app::protection::Thing;
use mirqab_app::sealed::Given;
use mirqab_app::{AppError, Audience, protection, sealed};
use mirqab_domain::report::{Ground, Opened, Part};
use mirqab_vocabulary::{BlobId, FindingId, Passage};
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
    let told = |thing: Thing, member: &str, what: Value| match thing {
        Thing::Report(id) => json!({ "report": id, member: what }),
        Thing::Evidence(id, number) => json!({ "incident": id, "evidence": number, member: what }),
    };
    let (mut erased, mut waiting) = (Vec::new(), Vec::new());
    for one in &standing {
        erased.extend(one.protection.tombstones.iter().map(|what| told(one.thing, "erased", json!(what))));
        waiting.extend(one.protection.erasure.iter().map(|what| told(one.thing, "proposed", json!(what))));
    }
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
    let thing = Thing::Report(id(&visit, &text)?);
    erased(&visit, thing, &sent)
}

/// The same of an item of evidence.
pub async fn erase_evidence(Call(visit): Call, Path((text, number)): Path<(String, u32)>, sent: Sent) -> Answer {
    let thing = Thing::Evidence(id(&visit, &text)?, number);
    erased(&visit, thing, &sent)
}

fn erased(visit: &Visit, thing: Thing, sent: &Sent) -> Answer {
    let asked: Erase = sent.read(visit)?;
    let erased = tokio::task::block_in_place(|| visit.app.erase(&visit.actor, thing, &asked.parts, asked.ground));
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
    let thing = Thing::Report(id(&visit, &text)?);
    ask_about(&visit, thing, &sent)
}

/// Asks the key holders to open who the witness of an item of evidence is.
pub async fn ask_evidence(Call(visit): Call, Path((text, number)): Path<(String, u32)>, sent: Sent) -> Answer {
    let thing = Thing::Evidence(id(&visit, &text)?, number);
    ask_about(&visit, thing, &sent)
}

fn ask_about(visit: &Visit, thing: Thing, sent: &Sent) -> Answer {
    let asked: AskOpening = sent.read(visit)?;
    if !sealed::is_public(&asked.key) {
        return Err(field(visit, "key", visit.words.say("error-no-key")));
    }
    let AskOpening { what, key, reason } = &asked;
    let done = tokio::task::block_in_place(|| visit.app.ask_opening(&visit.actor, thing, *what, key, reason));
    at_position(visit, done)
}

fn at_position(visit: &Visit, done: Result<u64, AppError>) -> Answer {
    let position = done.map_err(|error| visit.failed(error))?;
    Ok(recorded(visit, &format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
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
    let thing = Thing::Report(id(&visit, &text)?);
    consented(&visit, thing, &sent)
}

/// The same for an item of evidence.
pub async fn consent_evidence(Call(visit): Call, Path((text, number)): Path<(String, u32)>, sent: Sent) -> Answer {
    let thing = Thing::Evidence(id(&visit, &text)?, number);
    consented(&visit, thing, &sent)
}

fn consented(visit: &Visit, thing: Thing, sent: &Sent) -> Answer {
    let given: Given = sent.read(visit)?;
    at_position(visit, tokio::task::block_in_place(|| visit.app.consent(&visit.actor, thing, &given)))
}

/// Gives who asked the shares that were given. The first time, that is recorded as the opening.
pub async fn take(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let thing = Thing::Report(id(&visit, &text)?);
    taken(&visit, thing)
}

/// The same for an item of evidence.
pub async fn take_evidence(Call(visit): Call, Path((text, number)): Path<(String, u32)>) -> Answer {
    let thing = Thing::Evidence(id(&visit, &text)?, number);
    taken(&visit, thing)
}

fn taken(visit: &Visit, thing: Thing) -> Answer {
    let taken = tokio::task::block_in_place(|| visit.app.take_opening(&visit.actor, thing));
    Ok(json_of(&taken.map_err(|error| visit.failed(error))?))
}

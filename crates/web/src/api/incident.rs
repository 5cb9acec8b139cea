//! Incidents and their verifications.

use super::Call;
use super::answer::{Answer, Asked, created, field, id, json_of, list, read, recorded};
use super::body::{self, Sent, SentWithFiles};
use crate::form::saved;
use axum::extract::Path;
use mirqab_app::agreement::{articles_met, known};
use mirqab_app::proposal::{self, of_incident};
use mirqab_app::rows::{IncidentFilter, Order};
use mirqab_app::work::Seen;
use mirqab_app::{AppError, incident, report, verification};
use mirqab_domain::incident::Change;
use mirqab_domain::procedure;
use mirqab_domain::verification::Evidence;
use mirqab_vocabulary::{Bilingual, Code, IncidentId, Passage, ReportId, ViolationKind};
use serde::Deserialize;
use serde_json::{Value, json};

/// The parameters of the list.
pub const QUERY: &[&str] = &["offset", "limit", "from", "to", "kind", "handling", "published", "merged", "order"];

/// Lists incidents.
pub async fn many(Call(visit): Call) -> Answer {
    let asked = Asked::of(&visit, QUERY)?;
    let page = asked.page()?;
    let order = |code: &str| match code {
        "newest" => Some(Order::Newest),
        "due" => Some(Order::Due),
        _ => None,
    };
    let filter = IncidentFilter {
        occurred: asked.interval("from", "to")?,
        began: None,
        kind: asked.code("kind", ViolationKind::from_code)?,
        handling: asked.text("handling").map(str::to_owned),
        published: asked.flag("published")?,
        merged: asked.flag("merged")?,
        order: asked.code("order", order)?.unwrap_or_default(),
    };
    let (rows, total) = read(&visit, |reader| Ok(reader.incidents(&filter, page)?))?;
    let items: Result<Vec<Value>, _> = rows.iter().map(serde_json::to_value).collect();
    Ok(list(items.map_err(|error| visit.failed(anyhow::Error::new(error)))?, total, page))
}

/// One incident with its reports.
pub async fn one(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: IncidentId = id(&visit, &text)?;
    let answer = read(&visit, |reader| {
        let state = procedure::as_incident(reader.state(&incident::subject(id))?).ok_or(AppError::NotFound)?;
        let mut reports = Vec::new();
        for report in state.reports() {
            reports.push(report::read(reader, &visit.actor, report)?);
        }
        Ok(json!({ "incident": state, "row": reader.incident(id)?, "reports": reports }))
    })?;
    Ok(json_of(&answer))
}

/// What each article in force says of an incident.
pub async fn articles(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: IncidentId = id(&visit, &text)?;
    let (met, known) = read(&visit, |reader| {
        let case = procedure::case(&mut Seen(reader), id)?.ok_or(AppError::NotFound)?;
        let area = reader.incident(id)?.and_then(|row| row.area);
        Ok((articles_met(reader, &visit.app.settings.zone, &case, area)?, known(reader, id)?))
    })?;
    let items = met.iter().map(|met| {
        let since = met.text_since.map(|(holds_from, _)| holds_from);
        let alleged = met.alleged.iter().map(|(party, answer)| json!({ "party": party, "answer": answer }));
        json!({
            "agreement": met.state.id,
            "article": met.article.key,
            "text_since": since,
            "answer": met.answer,
            "alleged": alleged.collect::<Vec<_>>(),
        })
    });
    Ok(json_of(&json!({ "known": known, "items": items.collect::<Vec<_>>() })))
}

/// The verification of an incident.
pub async fn verification(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: IncidentId = id(&visit, &text)?;
    let state = read(&visit, |reader| verification::read(reader, &visit.actor, id))?;
    Ok(json_of(&state))
}

/// Adds an item of evidence, with its original if one is sent. Its number is the next.
pub async fn evidence(Call(visit): Call, Path(text): Path<String>, sent: SentWithFiles) -> Answer {
    let id: IncidentId = id(&visit, &text)?;
    let (value, uploads) = sent.take(&visit, "evidence")?;
    let evidence: Evidence = body::read(&visit, value, "")?;
    if evidence.blob.is_some() {
        return Err(field(&visit, "blob", visit.words.say("error-attachments")));
    }
    let file = body::one_file(&visit, &uploads)?;
    let added = tokio::task::block_in_place(|| visit.app.add_evidence(&visit.actor, id, &evidence, file));
    let number = added.map_err(|error| visit.failed(error))?;
    Ok(created(&format!("/api/v1/verifications/{id}"), &json!({ "number": number })))
}

/// The original of an item of evidence, byte for byte.
pub async fn original(Call(visit): Call, Path((text, number)): Path<(String, u32)>) -> Answer {
    let id: IncidentId = id(&visit, &text)?;
    let (name, bytes) = read(&visit, |reader| verification::original(reader, &visit.actor, id, number))?;
    Ok(saved(&name, bytes))
}

/// Keeps where the reports put it together, with the reports that this rests on.
pub async fn place(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: IncidentId = id(&visit, &text)?;
    let kept = tokio::task::block_in_place(|| visit.app.record_place(&visit.actor, id));
    kept.map_err(|error| visit.failed(error))?;
    let state = read(&visit, |reader| Ok(procedure::as_verification(reader.state(&verification::subject(id))?)))?;
    let placed = state.and_then(|state| state.placed);
    Ok(created(&format!("/api/v1/verifications/{id}"), &json!({ "placed": placed })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Open {
    reports: Vec<ReportId>,
    kind: ViolationKind,
    title: Bilingual,
}

/// Opens an incident over reports.
pub async fn open(Call(visit): Call, sent: Sent) -> Answer {
    let asked: Open = sent.read(&visit)?;
    let opened =
        tokio::task::block_in_place(|| visit.app.open_incident(&visit.actor, &asked.reports, asked.kind, &asked.title));
    let id = opened.map_err(|error| visit.failed(error))?;
    Ok(created(&format!("/api/v1/incidents/{id}"), &json!({ "incident": id })))
}

/// Reports that may belong to an incident, with reasons.
pub async fn proposals(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: IncidentId = id(&visit, &text)?;
    let found = read(&visit, |reader| of_incident(reader, &*visit.app.taught(reader)?, id))?;
    Ok(json_of(&found))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    report: ReportId,
    answer: mirqab_domain::incident::Answer,
    reason: Passage,
}

/// Records an answer to a proposal, with the proposal.
pub async fn answer(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: IncidentId = id(&visit, &text)?;
    let asked: Answered = sent.read(&visit)?;
    let kept = tokio::task::block_in_place(|| {
        visit.app.answer_proposal(&visit.actor, id, asked.report, asked.answer, &asked.reason)
    });
    let position = kept.map_err(|error| visit.failed(error))?;
    Ok(recorded(&visit, &format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
}

/// The parameters of a look at incidents that stand.
pub const CHANGES: &[&str] = &["from", "to", "offset"];

/// What the model would change in incidents that began during a time.
pub async fn changes(Call(visit): Call) -> Answer {
    let asked = Asked::of(&visit, CHANGES)?;
    let offset = asked.page()?.offset;
    let Some(began) = asked.interval("from", "to")? else {
        return Err(field(&visit, "from", visit.words.say("field-required")));
    };
    let found = read(&visit, |reader| proposal::changes(reader, &*visit.app.taught(reader)?, began, offset))?;
    Ok(json_of(&found))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeAnswered {
    about: Change,
    answer: mirqab_domain::incident::Answer,
    kind: Option<ViolationKind>,
    title: Option<Bilingual>,
    reason: Passage,
}

/// Records an answer to a proposed change, with the proposal, and what follows from it.
pub async fn answer_change(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: IncidentId = id(&visit, &text)?;
    let asked: ChangeAnswered = sent.read(&visit)?;
    let new = asked.kind.zip(asked.title);
    let opens = matches!(asked.about, Change::Split { .. });
    if opens && asked.answer == mirqab_domain::incident::Answer::Different && new.is_none() {
        return Err(field(&visit, "title", visit.words.say("field-required")));
    }
    let asked = proposal::Asked { about: asked.about, answer: asked.answer, new, reason: asked.reason };
    let kept = tokio::task::block_in_place(|| visit.app.answer_change(&visit.actor, id, &asked));
    let new = kept.map_err(|error| visit.failed(error))?;
    Ok(created(&format!("/api/v1/incidents/{}", new.unwrap_or(id)), &json!({ "incident": id, "new": new })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    other: IncidentId,
    reason: Passage,
}

/// Merges another incident into this one.
pub async fn merge(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let kept: IncidentId = id(&visit, &text)?;
    let asked: Other = sent.read(&visit)?;
    let merged = tokio::task::block_in_place(|| visit.app.merge(&visit.actor, kept, asked.other, &asked.reason));
    merged.map_err(|error| visit.failed(error))?;
    Ok(json_of(&json!({ "incident": kept, "merged": asked.other })))
}

/// Takes a merge back.
pub async fn unmerge(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let kept: IncidentId = id(&visit, &text)?;
    let asked: Other = sent.read(&visit)?;
    let parted = tokio::task::block_in_place(|| visit.app.unmerge(&visit.actor, kept, asked.other, &asked.reason));
    parted.map_err(|error| visit.failed(error))?;
    Ok(json_of(&json!({ "incident": kept, "restored": asked.other })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Split {
    reports: Vec<ReportId>,
    kind: ViolationKind,
    title: Bilingual,
    reason: Passage,
}

/// Takes reports out into a new incident.
pub async fn split(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let from: IncidentId = id(&visit, &text)?;
    let asked: Split = sent.read(&visit)?;
    if asked.reports.is_empty() {
        return Err(field(&visit, "reports", visit.words.say("field-required")));
    }
    let split = tokio::task::block_in_place(|| {
        visit.app.split(&visit.actor, from, &asked.reports, asked.kind, &asked.title, &asked.reason)
    });
    let new = split.map_err(|error| visit.failed(error))?;
    Ok(created(&format!("/api/v1/incidents/{new}"), &json!({ "incident": new, "split_from": from })))
}

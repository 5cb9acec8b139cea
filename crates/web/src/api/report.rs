//! Reports.

use super::Call;
use super::answer::{Answer, Asked, created, field, id, json_of, list, read, recorded};
use super::body::{self, Sent, SentWithFiles};
use crate::form::saved;
use crate::shell::Visit;
use axum::extract::Path;
use mirqab_app::proposal::{Proposed, of_report, repeats};
use mirqab_app::rows::{Page, ReportFilter};
use mirqab_app::signed::{OfferFile, SignedReport, Unreadable, all_keys, keys_of};
use mirqab_app::{Action, AppError, Reader, report};
use mirqab_domain::report::{Channel, Draft};
use mirqab_vocabulary::{Code, PartyCode, Passage, ReportId, ViolationKind};
use serde::Deserialize;
use serde_json::{Value, json};

/// The parameters of the list.
pub const QUERY: &[&str] = &[
    "offset",
    "limit",
    "from",
    "to",
    "received_from",
    "received_to",
    "kind",
    "channel",
    "reported_by",
    "unlinked",
    "words",
];

/// The reports of a slice as lists show them, those only that the reader may read, and how many there are in all.
fn rows(reader: &dyn Reader, visit: &Visit, filter: &ReportFilter, page: Page) -> Result<(Vec<Value>, u64), AppError> {
    let (rows, total) = reader.reports(filter, page)?;
    let mut items = Vec::new();
    for row in rows {
        if report::read(reader, &visit.actor, row.id).is_err() {
            continue;
        }
        let mut item = serde_json::to_value(&row).map_err(anyhow::Error::from)?;
        if let Some(members) = item.as_object_mut() {
            // It is made of everything that was said, a protected name included, and could be guessed at.
            members.remove("digest");
        }
        items.push(item);
    }
    Ok((items, total))
}

/// Lists reports: all of them to those who work on cases, its own to a party.
pub async fn many(Call(visit): Call) -> Answer {
    let asked = Asked::of(&visit, QUERY)?;
    let page = asked.page()?;
    let mut filter = ReportFilter {
        occurred: asked.interval("from", "to")?,
        received: asked.interval("received_from", "received_to")?,
        kind: asked.code("kind", ViolationKind::from_code)?,
        author: None,
        channel: asked.code("channel", Channel::from_code)?,
        reported_by: asked.read("reported_by", PartyCode::parse)?,
        unlinked: asked.flag("unlinked")?,
        words: asked.text("words").map(str::to_owned),
        ..ReportFilter::default()
    };
    if !visit.actor.may(Action::SeeWork) {
        let Some(own) = visit.actor.party.clone() else { return Ok(list(Vec::new(), 0, page)) };
        if filter.reported_by.as_ref().is_some_and(|asked_for| *asked_for != own) {
            return Ok(list(Vec::new(), 0, page));
        }
        filter.reported_by = Some(own);
    }
    let (items, total) = read(&visit, |reader| rows(reader, &visit, &filter, page))?;
    Ok(list(items, total, page))
}

/// One report.
pub async fn one(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let answer = read(&visit, |reader| {
        let state = report::read(reader, &visit.actor, id)?;
        let incidents = if visit.actor.may(Action::SeeWork) { reader.incidents_of(id)? } else { Vec::new() };
        Ok(json!({ "report": state, "incidents": incidents, "position": reader.position_of(&report::subject(id))? }))
    })?;
    Ok(json_of(&answer))
}

/// Takes in a report. When it was received is now, unless it is said.
pub async fn submit(Call(visit): Call, sent: SentWithFiles) -> Answer {
    let (mut value, uploads) = sent.take(&visit, "draft")?;
    if let Some(members) = value.as_object_mut() {
        members.entry("received_at").or_insert_with(|| visit.app.surroundings().now().to_string().into());
    }
    let draft: Draft = body::read(&visit, value, "")?;
    if !draft.attachments.is_empty() {
        return Err(field(&visit, "attachments", visit.words.say("error-attachments")));
    }
    if draft.original.is_some() {
        return Err(field(&visit, "original", visit.words.say("error-attachments")));
    }
    let submitted = tokio::task::block_in_place(|| visit.app.submit(&visit.actor, &draft, &uploads));
    let receipt = submitted.map_err(|error| visit.failed(error))?;
    if receipt.repeated {
        return Ok(json_of(&receipt));
    }
    Ok(recorded(&visit, &format!("/api/v1/reports/{}", receipt.report), &receipt))
}

/// Takes in a report that its sender signed on their own machine, with its files.
pub async fn submit_signed(Call(visit): Call, sent: SentWithFiles) -> Answer {
    let (value, uploads) = sent.take(&visit, "signed")?;
    let sent: SignedReport = body::read(&visit, value, "")?;
    let value = sent.draft_value(visit.app.surroundings().now()).map_err(|problem| match problem {
        Unreadable::Format => field(&visit, "format", visit.words.say("field-unknown-code")),
        Unreadable::Draft(path, why) => field(&visit, format!("draft.{path}"), why),
    })?;
    let draft: Draft = body::read(&visit, value, "draft")?;
    let submitted = tokio::task::block_in_place(|| visit.app.submit_signed(&visit.actor, &sent, &draft, &uploads));
    let receipt = submitted.map_err(|error| visit.failed(error))?;
    if receipt.repeated {
        return Ok(json_of(&receipt));
    }
    Ok(created(&format!("/api/v1/reports/{}", receipt.report), &receipt))
}

/// The keys of all accounts for those who work on cases or keep the mission, and their own for everybody else.
pub async fn keys(Call(visit): Call) -> Answer {
    let all = visit.actor.may(Action::SeeWork) || visit.actor.may(Action::KeepMission);
    let keys = read(&visit, |reader| match visit.actor.account {
        _ if all => Ok(all_keys(reader)?),
        Some(account) => Ok(keys_of(reader, account)?.into_iter().collect()),
        None => Ok(Vec::new()),
    })?;
    Ok(json_of(&json!({ "items": keys })))
}

/// Offers a key for the account that sends it, as `mirqab sign offer` wrote it.
pub async fn offer_key(Call(visit): Call, sent: Sent) -> Answer {
    let file: OfferFile = sent.read(&visit)?;
    let offered = tokio::task::block_in_place(|| visit.app.offer_key(&visit.actor, &file));
    let position = offered.map_err(|error| visit.failed(error))?;
    Ok(created(&format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
}

/// What a report may belong to, with reasons.
pub async fn proposals(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let (found, repeated) = read(&visit, |reader| {
        report::read(reader, &visit.actor, id)?;
        let taught = visit.app.taught(reader)?;
        Ok((of_report(reader, &taught, id)?, repeats(reader, id)?))
    })?;
    let Proposed { items, alternative, learnt } = found;
    Ok(json_of(&json!({ "items": items, "alternative": alternative, "learnt": learnt, "repeats": repeated })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Judged {
    origin: Option<ReportId>,
    reason: Passage,
}

/// Records what a report was judged to repeat.
pub async fn lineage(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let asked: Judged = sent.read(&visit)?;
    let judged = tokio::task::block_in_place(|| visit.app.judge_lineage(&visit.actor, id, asked.origin, &asked.reason));
    let position = judged.map_err(|error| visit.failed(error))?;
    Ok(recorded(&visit, &format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
}

/// A file that came with a report, byte for byte.
pub async fn file(Call(visit): Call, Path((text, number)): Path<(String, usize)>) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let (name, bytes) = read(&visit, |reader| report::attached(reader, &visit.actor, id, number))?;
    Ok(saved(&name, bytes))
}

/// The receipt of a report as a C2SP tlog-proof.
pub async fn tlog_proof(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    read(&visit, |reader| report::read(reader, &visit.actor, id).map(drop))?;
    let proof = visit.app.tlog_proof_of(id).map_err(|error| visit.failed(error))?;
    Ok(saved(&format!("receipt-{id}.tlog-proof"), proof.into_bytes()))
}

/// The table out of which a report was read, byte for byte.
pub async fn original(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let bytes = read(&visit, |reader| report::original(reader, &visit.actor, id))?;
    Ok(saved(&format!("{id}-original.bin"), bytes))
}

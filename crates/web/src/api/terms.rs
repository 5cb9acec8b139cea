//! What was agreed, what was promised, who watches.

use super::Call;
use super::answer::{Answer, Asked, No, created, field, id, json_of, read, recorded, sliced};
use super::body::{self, Sent, SentWithFiles};
use crate::form::saved;
use crate::shell::Visit;
use axum::extract::Path;
use mirqab_app::commitment::{
    Sight as Reach, coarse_extent, promise_for, register, sight_of_clarification, sight_of_notice, sight_of_pause,
};
use mirqab_app::mission::NotLogged;
use mirqab_app::mission::coverage::Sight;
use mirqab_app::report::Upload;
use mirqab_app::{Action, AppError, agreement, commitment};
use mirqab_domain::commitment::{Clarification, Evidence, Extent, Notified, Pause, Score};
use mirqab_vocabulary::{Bilingual, CommitmentId, Interval, Line, PatrolId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The parameters of the lists.
pub const QUERY: &[&str] = &["offset", "limit"];

/// The agreements in the order of their adoption.
pub async fn agreements(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let all = read(&visit, |reader| Ok(agreement::all(reader)?))?;
    sliced(&visit, &all, page)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    toml: String,
}

/// What is found in an agreement file, and its terms as the record would hold them.
pub async fn check(Call(visit): Call, sent: Sent) -> Answer {
    let asked: Text = sent.read(&visit)?;
    let checked = tokio::task::block_in_place(|| agreement::check_text(&asked.toml));
    let agreement = (!checked.faulty()).then_some(checked.agreement).flatten();
    Ok(json_of(&json!({ "found": checked.remarks, "agreement": agreement })))
}

/// The register of commitments. Evidence and who recorded what are for those who read cases.
pub async fn commitments(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let all = read(&visit, |reader| Ok(register(reader)?))?.promises;
    let all: Vec<_> = all.into_iter().map(|promise| promise_for(&visit.actor, promise)).collect();
    sliced(&visit, &all, page)
}

/// Adds an item of evidence to a commitment, with its original if one is sent. Its number is the next.
pub async fn evidence(Call(visit): Call, Path(text): Path<String>, sent: SentWithFiles) -> Answer {
    let id: CommitmentId = id(&visit, &text)?;
    let (value, uploads) = sent.take(&visit, "evidence")?;
    let evidence: Evidence = body::read(&visit, value, "")?;
    if evidence.blob.is_some() {
        return Err(field(&visit, "blob", visit.words.say("error-attachments")));
    }
    let file = body::one_file(&visit, &uploads)?;
    let added = tokio::task::block_in_place(|| visit.app.add_commitment_evidence(&visit.actor, id, &evidence, file));
    let number = added.map_err(|error| visit.failed(error))?;
    Ok(created(&format!("/api/v1/commitments/{id}/evidence/{number}"), &json!({ "number": number })))
}

/// The original of an item of evidence, byte for byte.
pub async fn original(Call(visit): Call, Path((text, number)): Path<(String, u32)>) -> Answer {
    let id: CommitmentId = id(&visit, &text)?;
    let (name, bytes) = read(&visit, |reader| commitment::original(reader, &visit.actor, id, number))?;
    Ok(saved(&name, bytes))
}

/// A time as everybody may read it: the mission's days.
fn days(visit: &Visit, during: Interval) -> Value {
    let zone = &visit.app.settings.zone;
    json!({ "from": zone.day_of(during.from()).to_string(), "to": zone.day_of(during.to()).to_string() })
}

/// A place as everybody may read it.
fn area(extent: &Extent) -> Value {
    coarse_extent(extent).map_or(Value::Null, |(at, radius_m)| json!({ "at": at, "radius_m": radius_m }))
}

/// Whole things for those whom they concern, and for everybody else afterwards what `coarse` leaves of them.
fn seen<T: Serialize>(
    visit: &Visit,
    all: &[T],
    sight: impl Fn(&T) -> Reach,
    coarse: impl Fn(&T) -> Value,
) -> Result<Vec<Value>, No> {
    let told = all.iter().filter_map(|one| match sight(one) {
        Reach::Whole => Some(serde_json::to_value(one)),
        Reach::Coarse => Some(Ok(coarse(one))),
        Reach::Nothing => None,
    });
    let told: Result<Vec<Value>, serde_json::Error> = told.collect();
    told.map_err(|error| visit.failed(anyhow::Error::new(error)).into())
}

/// Local pauses.
pub async fn pauses(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let (all, now) = (read(&visit, |reader| Ok(register(reader)?))?.pauses, visit.app.surroundings().now());
    let sight = |pause: &Pause| sight_of_pause(&visit.actor, pause, now);
    let told = seen(&visit, &all, sight, |pause| {
        let answers = pause.pause.of.iter().map(|party| {
            let answer = pause.answer(party).map(|granting| granting.answer);
            json!({ "party": party, "answer": answer })
        });
        json!({
            "id": pause.id, "agreement": pause.pause.agreement, "commitment": pause.pause.commitment,
            "requested_by": pause.pause.requested_by, "purpose": pause.pause.purpose,
            "days": days(&visit, pause.pause.during), "area": area(&pause.pause.place),
            "answers": answers.collect::<Vec<_>>(),
            "scoring": pause.scoring.as_ref().map(|(scoring, _)| scoring),
        })
    })?;
    sliced(&visit, &told, page)
}

/// Notices.
pub async fn notices(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let (all, now) = (read(&visit, |reader| Ok(register(reader)?))?.notices, visit.app.surroundings().now());
    let sight = |notice: &Notified| sight_of_notice(&visit.actor, notice, now);
    let told = seen(&visit, &all, sight, |notice| {
        json!({
            "id": notice.id, "kind": notice.notice.kind, "by": notice.notice.by,
            "days": days(&visit, notice.notice.during), "area": area(&notice.notice.place),
            "cancelled": notice.cancelled.is_some(),
        })
    })?;
    sliced(&visit, &told, page)
}

/// Requests for clarification with their clocks.
pub async fn clarifications(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let (all, now) = (read(&visit, |reader| Ok(register(reader)?))?.clarifications, visit.app.surroundings().now());
    let sight = |question: &Clarification| sight_of_clarification(&visit.actor, question);
    let mut told = seen(&visit, &all, sight, |question| {
        json!({
            "id": question.id, "of": question.question.of, "asked_by": question.question.asked_by,
            "asked": question.asked, "due": question.question.due,
            "answered_at": question.answered.as_ref().map(|(_, at)| at),
        })
    })?;
    for (told, question) in told.iter_mut().zip(&all) {
        told["clock"] = question.clock(now).code().into();
    }
    sliced(&visit, &told, page)
}

/// How a pause went, in the judgement of who asks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScorePause {
    score: Score,
    note: Bilingual,
}

/// Judges how a pause went.
pub async fn score(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    visit.require(Action::ScorePause)?;
    let pause = id::<CommitmentId>(&visit, &text)?;
    let said: ScorePause = body::read(&visit, sent.value(&visit)?, "")?;
    let scored = tokio::task::block_in_place(|| visit.app.score_pause(&visit.actor, pause, said.score, &said.note));
    let position = scored.map_err(|error| visit.failed(error))?;
    Ok(recorded(&visit, &format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
}

/// The mission with its posts, watches and restrictions, as far as the asker may see them.
pub async fn mission(Call(visit): Call) -> Answer {
    let state = read(&visit, |reader| mirqab_app::mission::state(reader)?.ok_or(AppError::NotFound))?;
    let sight = Sight::of(&visit.actor, &visit.app.settings.zone, visit.app.surroundings().now());
    let mut seen = mirqab_app::mission::seen_by(state, sight);
    // Names are for those who keep the staff's list or protect identities, whoever else works in the mission.
    if !visit.actor.may(Action::SeeIdentity) && !visit.actor.may(Action::KeepMission) {
        seen.staff.iter_mut().for_each(|staff| staff.name = None);
    }
    Ok(json_of(&seen))
}

/// A track as it is sent: the file's name, and what stands in it.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Sending {
    name: Line,
    gpx: String,
}

/// Reads the way of a patrol out of a file and keeps both.
pub async fn track(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let patrol: PatrolId = id(&visit, &text)?;
    let sending: Sending = sent.read(&visit)?;
    let media_type = Line::parse("application/gpx+xml").unwrap_or_else(|_| sending.name.clone());
    let file = Upload { name: sending.name, media_type, bytes: sending.gpx.into_bytes() };
    match tokio::task::block_in_place(|| visit.app.log_track(&visit.actor, patrol, &file)) {
        Ok(track) => Ok(created("/api/v1/mission/patrols", &track)),
        Err(NotLogged::App(error)) => Err(visit.failed(error).into()),
        Err(NotLogged::File(error)) => {
            let args = crate::words::track_args(&error, file.name.as_str());
            Err(field(&visit, "gpx", visit.words.say_with(&format!("field-{}", error.slug()), &args)))
        }
    }
}

/// The patrols, in the order in which they were planned.
pub async fn patrols(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let all = read(&visit, |reader| Ok(mirqab_app::mission::patrols(reader)?))?;
    sliced(&visit, &all, page)
}

//! What was agreed, what was promised, who watches.

use super::Call;
use super::answer::{Answer, Asked, No, created, id, json_of, read, sliced};
use super::body::{self, Sent};
use crate::shell::Visit;
use axum::extract::Path;
use mirqab_app::commitment::{
    Sight, coarse_extent, promise_for, register, sight_of_clarification, sight_of_notice, sight_of_pause,
};
use mirqab_app::{Action, AppError, agreement};
use mirqab_domain::commitment::{Clarification, Extent, Notified, Pause, Score};
use mirqab_domain::{Room, procedure};
use mirqab_vocabulary::{Bilingual, CommitmentId, Interval};
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

/// The register of commitments. Evidence and who recorded what are for those who read cases.
pub async fn commitments(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let all = read(&visit, |reader| Ok(register(reader)?))?.promises;
    let all: Vec<_> = all.into_iter().map(|promise| promise_for(&visit.actor, promise)).collect();
    sliced(&visit, &all, page)
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
    sight: impl Fn(&T) -> Sight,
    coarse: impl Fn(&T) -> Value,
) -> Result<Vec<Value>, No> {
    let told = all.iter().filter_map(|one| match sight(one) {
        Sight::Whole => Some(serde_json::to_value(one)),
        Sight::Coarse => Some(Ok(coarse(one))),
        Sight::Nothing => None,
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
            "id": pause.id, "requested_by": pause.pause.requested_by, "purpose": pause.pause.purpose,
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
    Ok(created(&format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
}

/// The mission with its posts, watches and restrictions.
pub async fn mission(Call(visit): Call) -> Answer {
    let state = read(&visit, |reader| {
        let state = reader.states(Room::Mission)?.into_iter().next();
        procedure::as_mission(state).ok_or(AppError::NotFound)
    })?;
    Ok(json_of(&state))
}

//! What was agreed, what was promised, who watches.

use super::Call;
use super::answer::{Answer, Asked, created, field, id, json_of, read, sliced};
use super::body::Sent;
use axum::extract::Path;
use mirqab_app::mission::NotLogged;
use mirqab_app::mission::coverage::Sight;
use mirqab_app::report::Upload;
use mirqab_app::{Action, AppError, agreement};
use mirqab_domain::{Room, procedure};
use mirqab_vocabulary::{Line, PatrolId};
use serde::Deserialize;
use serde_json::json;

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

/// The register of commitments.
pub async fn commitments(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let all = read(&visit, |reader| Ok(reader.states(Room::Commitment)?))?;
    let all: Vec<_> = all.into_iter().filter_map(|state| procedure::as_commitment(Some(state))).collect();
    sliced(&visit, &all, page)
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

//! What was agreed, what was promised, who watches.

use super::Call;
use super::answer::{Answer, Asked, json_of, read, sliced};
use super::body::Sent;
use mirqab_app::{AppError, agreement};
use mirqab_domain::{Room, procedure};
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

/// The mission with its posts, watches and restrictions.
pub async fn mission(Call(visit): Call) -> Answer {
    let state = read(&visit, |reader| {
        let state = reader.states(Room::Mission)?.into_iter().next();
        procedure::as_mission(state).ok_or(AppError::NotFound)
    })?;
    Ok(json_of(&state))
}

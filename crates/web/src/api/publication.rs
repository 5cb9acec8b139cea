//! Publications and situation reports.

use super::Call;
use super::answer::{Answer, Asked, No, created, id, json_of, read, sliced};
use super::body::Sent;
use crate::shell::Visit;
use axum::extract::Path;
use axum::http::StatusCode;
use mirqab_app::publication::{self, NotIssued};
use mirqab_domain::publication::Period;
use mirqab_vocabulary::{LocalDay, PublicationId};
use serde::Deserialize;
use serde_json::json;

/// The parameters of the list.
pub const QUERY: &[&str] = &["offset", "limit"];
/// The parameters of a situation report.
pub const SITREP: &[&str] = &["date", "period"];

/// Lists publications, the newest first.
pub async fn many(Call(visit): Call) -> Answer {
    let page = Asked::of(&visit, QUERY)?.page()?;
    let all = read(&visit, |reader| Ok(publication::all(reader)?))?;
    sliced(&visit, &all, page)
}

/// One publication with its figures.
pub async fn one(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: PublicationId = id(&visit, &text)?;
    let found = read(&visit, |reader| publication::read(reader, id))?;
    Ok(json_of(&json!({ "publication": found.state, "figures": found.figures })))
}

/// The figures of a period as of now, which nobody has signed.
pub async fn sitrep(Call(visit): Call) -> Answer {
    let asked = Asked::of(&visit, SITREP)?;
    let day = asked.needed("date", LocalDay::parse)?;
    let period = |code: &str| [Period::Daily, Period::Weekly].into_iter().find(|period| period.code() == code);
    let period = asked.code("period", period)?.unwrap_or(Period::Daily);
    let figures =
        tokio::task::block_in_place(|| visit.app.figures(period, day)).map_err(|error| visit.failed(error))?;
    let mismatches = figures.mismatches();
    Ok(json_of(&json!({ "figures": figures, "mismatches": mismatches })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    period: Period,
    day: LocalDay,
}

fn not_issued(visit: &Visit, why: NotIssued) -> No {
    match why {
        NotIssued::DoesNotAddUp(mismatches) => {
            tracing::error!("totals do not agree: {mismatches:?}");
            visit.problem(StatusCode::CONFLICT, "does-not-add-up").into()
        }
        NotIssued::NotOver(_) => visit.problem(StatusCode::CONFLICT, "period-not-over").into(),
        NotIssued::App(error) => visit.failed(error).into(),
    }
}

/// Signs and issues the situation report of a period.
pub async fn issue(Call(visit): Call, sent: Sent) -> Answer {
    let asked: Issue = sent.read(&visit)?;
    let issued = tokio::task::block_in_place(|| visit.app.issue(&visit.actor, asked.period, asked.day));
    let id = issued.map_err(|why| not_issued(&visit, why))?;
    Ok(created(&format!("/api/v1/publications/{id}"), &json!({ "publication": id })))
}

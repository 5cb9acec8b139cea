//! Contact with a source that has a code and no account.

use super::Call;
use super::answer::{Answer, created, field, id, json_of, read, recorded};
use super::body::Sent;
use crate::pages::sign::{Limiter, Line};
use crate::shell::Visit;
use axum::Extension;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use mirqab_app::contact::{MESSAGE_MOST, Message, NoCode, messages};
use mirqab_vocabulary::{Passage, ReportId};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Code {
    code: String,
    #[serde(default)]
    text: Option<String>,
}

/// What a source reads and adds: each message with whose it is and its day, and nothing of the report. The code is all that opens
/// anything, and no other site has it: so no form token is asked for.
pub async fn as_source(visit: Visit, line: Line, Extension(limiter): Extension<Arc<Limiter>>, sent: Sent) -> Answer {
    if !limiter.take(line.client, visit.app.surroundings().now()) {
        return Err(visit.problem(StatusCode::TOO_MANY_REQUESTS, "rate-limited").into());
    }
    let asked: Code = sent.read(&visit)?;
    let came = tokio::task::block_in_place(|| visit.app.as_source(&asked.code, asked.text.as_deref()));
    let (path, key) = match came.map_err(|error| visit.failed(error))? {
        Ok(all) => {
            let shown = |one: &Message| json!({ "side": one.side, "day": one.day, "text": one.text });
            let mut answer = json_of(&json!({ "messages": all.iter().map(shown).collect::<Vec<Value>>() }));
            answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            return Ok(answer.into_response());
        }
        Err(NoCode::Mistyped) => ("code", "contact-mistyped"),
        Err(NoCode::Unknown) => ("code", "contact-unknown"),
        Err(NoCode::Message) => ("text", "contact-message-wrong"),
        Err(NoCode::Full) => ("text", "contact-full"),
    };
    Err(field(&visit, path, visit.words.plain().say_with(key, &[("most", (MESSAGE_MOST as u64).into())])))
}

/// The messages of a report.
pub async fn many(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let all = read(&visit, |reader| messages(reader, &visit.actor, id))?;
    Ok(json_of(&json!({ "messages": all })))
}

/// Makes a code. It is in this answer alone.
pub async fn open(Call(visit): Call, Path(text): Path<String>) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let code = tokio::task::block_in_place(|| visit.app.open_contact(&visit.actor, id));
    let code = code.map_err(|error| visit.failed(error))?;
    Ok(created(&format!("/api/v1/reports/{id}/contact"), &json!({ "code": code })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, untagged)]
enum Staff {
    Write { text: Passage },
    Record { record: u64 },
}

/// Writes to the source, or takes one of its messages into the record.
pub async fn write(Call(visit): Call, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: ReportId = id(&visit, &text)?;
    let asked: Staff = sent.read(&visit)?;
    let done = tokio::task::block_in_place(|| match &asked {
        Staff::Write { text } => visit.app.write_to_source(&visit.actor, id, text),
        Staff::Record { record } => visit.app.record_message(&visit.actor, id, *record),
    });
    let position = done.map_err(|error| visit.failed(error))?;
    Ok(recorded(&visit, &format!("/api/v1/log/entries?from={position}&limit=1"), &json!({ "position": position })))
}

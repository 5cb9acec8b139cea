//! The log: its checkpoint, its envelopes, its proofs. All of it is for everybody; payloads are not in it.

use super::Call;
use super::answer::{Answer, Asked, read};
use axum::http::header;
use axum::response::IntoResponse;
use mirqab_app::AppError;
use serde_json::{Value, json};

/// The parameters of the list of entries.
pub const ENTRIES: &[&str] = &["from", "limit"];

/// The newest signed checkpoint, as text.
pub async fn checkpoint(Call(visit): Call) -> Answer {
    let note = read(&visit, |reader| reader.checkpoint()?.ok_or(AppError::NotFound))?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], note).into_response())
}

/// Envelopes in order.
pub async fn entries(Call(visit): Call) -> Answer {
    let asked = Asked::of(&visit, ENTRIES)?;
    let from = asked.read("from", str::parse::<u64>)?.unwrap_or(0);
    let limit = asked.page()?.limit;
    let answer = read(&visit, |reader| {
        let mut items = Vec::new();
        for entry in reader.entries(from, limit)? {
            // The envelope is canonical JSON, so writing it anew in the same canonical way gives the leaf's bytes again.
            let envelope: Value = serde_json::from_slice(&entry.bytes).map_err(anyhow::Error::from)?;
            items.push(json!({ "position": entry.position, "envelope": envelope }));
        }
        Ok(json!({ "items": items, "total": reader.log_size()?, "offset": from, "limit": limit }))
    })?;
    Ok(super::answer::json_of(&answer))
}

//! The log: its checkpoint, its envelopes, its proofs. All of it is for everybody; payloads are not in it.

use super::Call;
use super::answer::{Answer, Asked, No, json_of, read};
use crate::shell::Visit;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use mirqab_app::sealing::prove;
use mirqab_app::{AppError, Reader, witnesses};
use serde_json::{Value, json};

/// The parameters of the list of entries.
pub const ENTRIES: &[&str] = &["from", "limit"];
/// The parameters of a proof of inclusion.
pub const INCLUSION: &[&str] = &["position", "size"];

/// The parameters of a proof of consistency.
pub const CONSISTENCY: &[&str] = &["from", "size"];

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
    Ok(json_of(&answer))
}

/// A proof, or the answer that the log has no such size.
fn proof(visit: &Visit, make: impl Fn(&dyn Reader) -> Result<Value, AppError>) -> Answer {
    match tokio::task::block_in_place(|| visit.app.read(make)) {
        Ok(proof) => Ok(json_of(&proof)),
        Err(AppError::NotFound) => Err(No::from(visit.problem(StatusCode::NOT_FOUND, "no-such-size"))),
        Err(error) => Err(visit.failed(error).into()),
    }
}

/// The proof that the entry at a position is in the log as it was at a size, or as it is now.
pub async fn inclusion(Call(visit): Call) -> Answer {
    let asked = Asked::of(&visit, INCLUSION)?;
    let position = asked.needed("position", str::parse::<u64>)?;
    let size = asked.read("size", str::parse::<u64>)?;
    proof(&visit, |reader| {
        let now = reader.log_size()?;
        let size = size.unwrap_or(now);
        if size > now || position >= size {
            return Err(AppError::NotFound);
        }
        let proved = prove(reader, position, size)?;
        let checkpoint = reader.checkpoint_of(size)?;
        Ok(
            json!({ "position": position, "size": size, "leaf": proved.leaf, "proof": proved.path, "checkpoint": checkpoint }),
        )
    })
}

/// The proof that the log as it was at one size is the beginning of the log as it was at another, or as it is now.
pub async fn consistency(Call(visit): Call) -> Answer {
    let asked = Asked::of(&visit, CONSISTENCY)?;
    let from = asked.needed("from", str::parse::<u64>)?;
    let size = asked.read("size", str::parse::<u64>)?;
    proof(&visit, |reader| {
        let now = reader.log_size()?;
        let size = size.unwrap_or(now);
        if size > now || from > size {
            return Err(AppError::NotFound);
        }
        let path = witnesses::consistency(reader, from, size)?;
        let checkpoint = reader.checkpoint_of(size)?;
        Ok(json!({ "from": from, "size": size, "proof": path, "checkpoint": checkpoint }))
    })
}

/// Who cosigns the log, who is missing and since when.
pub async fn witnesses(Call(visit): Call) -> Answer {
    let answer = read(&visit, |reader| {
        let published = visit.app.published(reader)?;
        Ok(json!({
            "witnesses": visit.app.standing(reader)?,
            "log_size": reader.log_size()?,
            "published_size": published.as_ref().map(|published| published.size),
            "published": published.map(|published| published.note),
        }))
    })?;
    Ok(json_of(&answer))
}

//! The log as files, for other programs: C2SP tlog-tiles. Every tile is immutable, and the checkpoint is not.

use crate::shell::Visit;
use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use mirqab_app::{App, AppError};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/log/checkpoint", get(checkpoint))
        .route("/log/tile/{*tile}", get(tile))
        .route("/log/anchors/{name}", get(anchor))
}

fn answer(visit: &Visit, found: Result<Vec<u8>, AppError>, kind: &'static str, keep: &'static str) -> Response {
    match found {
        Ok(bytes) => ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], bytes).into_response(),
        Err(AppError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => visit.failed(error).into_response(),
    }
}

/// The newest checkpoint that met the quorum, with all cosignatures.
async fn checkpoint(visit: Visit) -> Response {
    let found = tokio::task::block_in_place(|| {
        visit.app.read(|reader| Ok(visit.app.published(reader)?.ok_or(AppError::NotFound)?.note.into_bytes()))
    });
    answer(&visit, found, "text/plain; charset=utf-8", "public, max-age=2")
}

/// Time stamps, the checkpoints that they are of, and the list of them: `index`.
async fn anchor(visit: Visit, Path(name): Path<String>) -> Response {
    let found = tokio::task::block_in_place(|| visit.app.anchor_file(&name));
    let kind = if name.ends_with(".tsr") { "application/timestamp-reply" } else { "text/plain; charset=utf-8" };
    answer(&visit, found, kind, "public, max-age=60")
}

async fn tile(visit: Visit, Path(tile): Path<String>) -> Response {
    let found = tokio::task::block_in_place(|| visit.app.tile(&format!("tile/{tile}")));
    answer(&visit, found, "application/octet-stream", "public, max-age=31536000, immutable")
}

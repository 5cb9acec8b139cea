//! For those who operate the program: is it alive, can it answer, how much does it do.

use super::sign::Line;
use crate::shell::{Failed, Visit};
use crate::traffic::Traffic;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use mirqab_app::{Action, App};
use std::fmt::Write as _;
use std::sync::Arc;

/// The program runs.
async fn alive() -> &'static str {
    "ok\n"
}

/// The store can be read.
async fn ready(State(app): State<App>) -> Response {
    match app.read(|reader| Ok(reader.log_size()?)) {
        Ok(size) => format!("ready {size}\n").into_response(),
        Err(error) => {
            tracing::error!("not ready: {error:#}");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n").into_response()
        }
    }
}

/// Numbers in Prometheus' text form. How many cases stand where is not for the public: this machine itself may ask, and whoever
/// may audit.
async fn metrics(visit: Visit, line: Line, Extension(traffic): Extension<Arc<Traffic>>) -> Result<Response, Failed> {
    if !line.local {
        visit.require(Action::Audit)?;
    }
    let read = visit.app.read(|reader| Ok((reader.log_size()?, reader.per_handling()?)));
    let (size, handlings) = read.map_err(|error| visit.failed(error))?;
    let mut text =
        format!("# TYPE mirqab_log_entries gauge\nmirqab_log_entries {size}\n# TYPE mirqab_incidents gauge\n");
    for (handling, number) in handlings {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "mirqab_incidents{{handling=\"{handling}\"}} {number}");
    }
    text.push_str(&traffic.text());
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

/// Health and numbers.
pub fn routes() -> Router<App> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).route("/metrics", get(metrics))
}

//! What is answered instead of what was asked for: a page to people, `application/problem+json` to programs.

use crate::pages::sign;
use crate::shell::{Failed, Shell, Visit, Why};
use crate::words::Words;
use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use mirqab_app::AppError;
use serde::Serialize;
use std::any::Any;
use std::sync::atomic::{AtomicU64, Ordering};

/// What cannot be taken in one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// Where, such as `place.at.lat`.
    pub path: String,
    /// What is wrong with it.
    pub detail: String,
}

/// A problem as in RFC 9457, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// A name for this kind of problem, the same for ever.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem, in few words.
    pub title: String,
    /// The status.
    pub status: u16,
    /// What happened.
    pub detail: String,
    /// What can be done about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// The last part of `type`.
    pub slug: String,
    /// The fields that cannot be taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// Tells an operator's line in the log from the page that a reader complains about.
static NUMBER: AtomicU64 = AtomicU64::new(1);

/// The problem behind a failure.
pub fn told(failed: &Failed, errors: Vec<FieldError>) -> Told {
    let (status, slug, sentence, hint) = failed.parts();
    let words = failed.visit.words;
    let mut number = String::new();
    if status.is_server_error() {
        number = format!("E{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let cause = match &failed.why {
            Why::App(AppError::Failed(failure)) => format!("{failure:#}"),
            _ => String::new(),
        };
        // The path and not the query: what somebody searched for is nobody's business.
        tracing::error!(number, path = failed.visit.path, status = status.as_u16(), "{slug}: {cause}");
    }
    let most = match &failed.why {
        Why::TooLarge(most) => *most,
        _ => crate::BODY_MOST,
    };
    let most = words.file_size(most as u64);
    let args = [("most", most.into()), ("number", number.into())];
    Told {
        kind: format!("urn:mirqab:problem:{slug}"),
        title: title(words, status),
        status: status.as_u16(),
        detail: words.say_with(&sentence, &args),
        hint: words.has(&hint).then(|| words.say_with(&hint, &args)),
        slug,
        errors,
    }
}

/// What a status means, in few words.
fn title(words: &Words, status: StatusCode) -> String {
    let own = format!("core-status-{}", status.as_u16());
    let general = if status.is_server_error() { "core-status-500" } else { "core-status-400" };
    words.say(if words.has(&own) { &own } else { general })
}

/// As JSON.
pub fn problem(told: &Told) -> Response {
    let status = StatusCode::from_u16(told.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(told).unwrap_or_default();
    let mut response = (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
    advise(status, &mut response);
    response
}

/// What the status promises beside itself.
fn advise(status: StatusCode, response: &mut Response) {
    let (name, value) = match status {
        StatusCode::UNAUTHORIZED => (header::WWW_AUTHENTICATE, "Bearer"),
        StatusCode::TOO_MANY_REQUESTS => (header::RETRY_AFTER, "60"),
        StatusCode::SERVICE_UNAVAILABLE => (header::RETRY_AFTER, "30"),
        _ => return,
    };
    response.headers_mut().insert(name, HeaderValue::from_static(value));
}

#[derive(Template)]
#[template(path = "error.html")]
struct Page<'a> {
    shell: Shell,
    told: &'a Told,
}

/// The answer to a request that failed.
pub fn answer(failed: &Failed) -> Response {
    let visit = &failed.visit;
    let told = told(failed, Vec::new());
    if visit.path.starts_with("/api/") {
        return problem(&told);
    }
    let status = StatusCode::from_u16(told.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = if told.slug == "sign-in" {
        let next = if visit.query.is_empty() { visit.path.clone() } else { format!("{}?{}", visit.path, visit.query) };
        sign::form(visit, status, &next, "", Some((told.detail.clone(), told.hint.clone())))
    } else {
        let shell = visit.shell("", told.title.clone());
        match (Page { shell, told: &told }).render() {
            Ok(html) => (status, Html(html)).into_response(),
            Err(broken) => plain(&broken),
        }
    };
    advise(status, &mut response);
    // Where the client asked for JSON, the layer around every route makes it of this.
    response.extensions_mut().insert(told);
    response
}

/// When not even the page of an error can be made.
pub(crate) fn plain(broken: &askama::Error) -> Response {
    tracing::error!("{broken:#}");
    // Without words of its own: the layer around every route would only fail again.
    (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], "500").into_response()
}

/// What is answered where there is no route.
pub async fn no_such_address(visit: Visit) -> Response {
    visit.problem(StatusCode::NOT_FOUND, "not-found").into_response()
}

/// What is answered after a panic: one request fails, the others go on.
pub fn after_a_panic(panic: Box<dyn Any + Send + 'static>) -> Response<Body> {
    // Where it happened is in the log already, by the program's panic hook; its words may quote what was sent.
    drop(panic);
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

//! Pages and the JSON API.
//!
//! Enters: a request. Leaves: a page in the reader's language, or JSON. Always true: whoever asks is known before
//! anything is read for them; what the rules refuse is told with a sentence and a remedy; no page carries a script or a style of its
//! own. Deliberately not here: rules, SQL, and anything that decides.

pub mod api;
pub mod assets;
pub mod blocks;
pub mod chart;
pub mod error;
pub mod form;
pub mod frame;
mod inputs;
mod listen;
pub mod map;
pub mod pages;
pub mod qr;
pub mod reading;
pub mod remarks;
pub mod shell;
pub mod sitrep;
mod traffic;
pub mod view;
pub mod words;

pub use listen::serve;

use axum::extract::DefaultBodyLimit;
use axum::{Extension, Router, middleware};
use mirqab_app::App;
use std::sync::Arc;
use std::time::Duration;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutLayer;

/// The most bytes of a request's body: one file of 25 MiB with the form around it. A route may set its own limit.
pub const BODY_MOST: usize = 30 << 20;
/// How long an answer may take, the reading of the request included: a large file over a slow line is the longest.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(300);

/// Everything under one roof. For client addresses serve it with connect-info, as [`serve`] does.
pub fn router(app: App) -> Router {
    let traffic = Arc::new(traffic::Traffic::default());
    let compressible = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    Router::new()
        .merge(pages::routes())
        .merge(api::routes())
        .merge(assets::routes())
        .fallback(error::no_such_address)
        .with_state(app.clone())
        .layer(DefaultBodyLimit::max(BODY_MOST))
        .layer(Extension(Arc::new(pages::sign::Limiter::default())))
        .layer(Extension(traffic.clone()))
        .layer(CatchPanicLayer::custom(error::after_a_panic))
        .layer(TimeoutLayer::with_status_code(axum::http::StatusCode::GATEWAY_TIMEOUT, ANSWER_WITHIN))
        .layer(middleware::from_fn_with_state((app, traffic), traffic::around))
        // Half of a page's time went into compressing it better than is of use.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(compressible))
}

//! The checker: the verifier as one file that a browser opens without a server. It is given if it lies beside the program.

use crate::shell::{Failed, Visit};
use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use mirqab_app::{Action, App, AppError};
use sha2::{Digest as _, Sha256};
use std::sync::OnceLock;

const NAME: &str = "mirqab-checker.html";
/// Where it is: the route below.
pub(crate) const PATH: &str = "/integrity/checker";

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/integrity/checker", get(download))
}

struct Checker {
    bytes: Vec<u8>,
    hash: String,
}

/// Read once: a file that is put there later is found when the server starts again.
fn checker() -> Option<&'static Checker> {
    static FOUND: OnceLock<Option<Checker>> = OnceLock::new();
    let found = FOUND.get_or_init(|| {
        let bytes = std::fs::read(std::env::current_exe().ok()?.with_file_name(NAME)).ok()?;
        let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Some(Checker { bytes, hash })
    });
    found.as_ref()
}

/// The SHA-256 of the file, in hexadecimal, if there is one.
pub(crate) fn hash() -> Option<&'static str> {
    checker().map(|checker| checker.hash.as_str())
}

/// To be kept and opened from there. Whoever opened it here would trust this server again; and our own policy lets no script of a page run.
async fn download(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let checker = checker().ok_or_else(|| visit.failed(AppError::NotFound))?;
    let named = format!("attachment; filename=\"{NAME}\"");
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, named)];
    Ok((headers, checker.bytes.as_slice()).into_response())
}

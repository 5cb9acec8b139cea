//! What stands around every request: headers that browsers obey, the remembered language, errors in the reader's language,
//! and numbers for those who operate the program.

use crate::error::{self, Told};
use crate::shell::{LANGUAGE_COOKIE, Visit};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use mirqab_app::App;
use mirqab_vocabulary::{Code, Language};
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// Upper bounds of the histogram's buckets, in milliseconds.
const BOUNDS_MS: [u64; 9] = [5, 10, 25, 50, 100, 250, 500, 1000, 5000];
const CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];
const YEAR_S: u32 = 365 * 86_400;

/// Numbers of requests since the program began.
#[derive(Default)]
pub(crate) struct Traffic {
    classes: [AtomicU64; 5],
    buckets: [AtomicU64; BOUNDS_MS.len()],
    total: AtomicU64,
    total_us: AtomicU64,
}

impl Traffic {
    fn count(&self, status: StatusCode, took_us: u64) {
        let class = usize::from(status.as_u16() / 100).clamp(1, 5) - 1;
        self.classes[class].fetch_add(1, Ordering::Relaxed);
        for (bound_ms, bucket) in BOUNDS_MS.iter().zip(&self.buckets) {
            if took_us <= bound_ms * 1000 {
                bucket.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.total.fetch_add(1, Ordering::Relaxed);
        self.total_us.fetch_add(took_us, Ordering::Relaxed);
    }

    /// In Prometheus' text form.
    pub(crate) fn text(&self) -> String {
        let read = |number: &AtomicU64| number.load(Ordering::Relaxed);
        let mut text = String::from("# TYPE mirqab_http_requests_total counter\n");
        // Writing to a String cannot fail.
        for (class, number) in CLASSES.iter().zip(&self.classes) {
            let _ = writeln!(text, "mirqab_http_requests_total{{class=\"{class}\"}} {}", read(number));
        }
        text.push_str("# TYPE mirqab_http_request_duration_seconds histogram\n");
        for (bound_ms, number) in BOUNDS_MS.iter().zip(&self.buckets) {
            let (whole, rest) = (bound_ms / 1000, bound_ms % 1000);
            let bound = format!("{whole}.{rest:03}");
            let _ = writeln!(text, "mirqab_http_request_duration_seconds_bucket{{le=\"{bound}\"}} {}", read(number));
        }
        let (total, us) = (read(&self.total), read(&self.total_us));
        let _ = writeln!(text, "mirqab_http_request_duration_seconds_bucket{{le=\"+Inf\"}} {total}");
        let _ = writeln!(text, "mirqab_http_request_duration_seconds_sum {}.{:06}", us / 1_000_000, us % 1_000_000);
        let _ = writeln!(text, "mirqab_http_request_duration_seconds_count {total}");
        text
    }
}

/// The layer around every route.
pub(crate) async fn around(
    State((app, traffic)): State<(App, Arc<Traffic>)>,
    request: Request,
    next: Next,
) -> Response {
    let began = Instant::now();
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let mut response = if packed(&asked.headers) {
        // Nothing is ever unpacked, so nothing can expand.
        StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response()
    } else {
        next.run(Request::from_parts(parts, body)).await
    };
    if let Some(told) = bare(&response) {
        // Errors that never reached a handler of ours speak the reader's language too.
        let (status, slug) = told;
        let mut parts = asked.clone();
        match Visit::from_request_parts(&mut parts, &app).await {
            Ok(visit) => {
                let kept = response.headers().get(header::ALLOW).cloned();
                response = visit.problem(status, slug).into_response();
                if let Some(allow) = kept {
                    response.headers_mut().insert(header::ALLOW, allow);
                }
            }
            Err(broken) => response = broken,
        }
    }
    if wants_json(&asked.headers)
        && let Some(told) = response.extensions().get::<Told>()
    {
        response = error::problem(told);
    }
    remember_language(&asked, &mut response);
    protect(&asked, response.headers_mut());
    traffic.count(response.status(), u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX));
    response
}

/// Whether the body is compressed.
fn packed(headers: &HeaderMap) -> bool {
    let codings = headers.get_all(header::CONTENT_ENCODING).iter();
    codings.flat_map(|value| value.as_bytes().split(|byte| *byte == b',')).any(|coding| {
        let coding = coding.trim_ascii();
        !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity")
    })
}

/// Status and slug of an error that still has the words of the framework.
fn bare(response: &Response) -> Option<(StatusCode, &'static str)> {
    let status = response.status();
    let text =
        response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("text/plain");
    if !status.is_client_error() && !status.is_server_error() || !text.starts_with("text/plain") {
        return None;
    }
    let slug = match status {
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::REQUEST_TIMEOUT | StatusCode::GATEWAY_TIMEOUT => "timeout",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported-media-type",
        _ if status.is_client_error() => "bad-request",
        // What readiness says is for machines, and stays as it is.
        StatusCode::SERVICE_UNAVAILABLE => return None,
        _ => "internal",
    };
    Some((status, slug))
}

/// Whether the client prefers JSON: it names it, and no page.
fn wants_json(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let json = accepted.contains("application/json") || accepted.contains("application/problem+json");
    json && !accepted.contains("text/html")
}

fn remember_language(asked: &axum::http::request::Parts, response: &mut Response) {
    let query = asked.uri.query().unwrap_or_default();
    let asked_for = query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Language::from_code);
    if let Some(language) = asked_for.filter(|_| asked.method == Method::GET) {
        let code = language.code();
        let cookie = format!("{LANGUAGE_COOKIE}={code}; Path=/; Max-Age={YEAR_S}; SameSite=Lax");
        if let Ok(value) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
}

/// Nothing from elsewhere, nothing written into a page, no page inside another's.
const POLICY: &str =
    "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'";

fn protect(asked: &axum::http::request::Parts, headers: &mut HeaderMap) {
    let fixed: [(HeaderName, &'static str); 6] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(self)"),
    ];
    for (name, value) in fixed {
        // A file from outside is shown under a narrower policy, which its handler sets.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        let signed_in = asked.headers.contains_key(header::AUTHORIZATION)
            || crate::shell::cookie(&asked.headers, crate::shell::SESSION_COOKIE).is_some();
        // What was shown to somebody signed in must not come back out of a cache on a shared machine.
        let value = if signed_in { "no-store" } else { "no-cache" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
        headers.append(header::VARY, HeaderValue::from_static("Cookie, Accept-Language, Accept, Authorization"));
    }
}

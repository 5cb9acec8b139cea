//! Signing in and out.

use crate::form::Form;
use crate::shell::{Failed, SESSION_COOKIE, Shell, Visit, cookie};
use askama::Template;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use mirqab_app::App;
use mirqab_app::accounts::{Account, NotLetIn, secret_hash};
use mirqab_vocabulary::Instant;
use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

/// How many attempts one address has at once, and after how many seconds it has one more.
const ATTEMPTS: i64 = 10;
const REFILL_S: i64 = 6;
/// Beyond so many addresses, those that have all their attempts again are forgotten.
const ADDRESSES_MOST: usize = 10_000;
/// The password of every account of a demonstration, which its data folder is made with.
const DEMONSTRATION_PASSWORD: &str = "demonstration";

/// A token bucket for each client address. It is lost when the program ends; the lock of an account is not.
#[derive(Default)]
pub struct Limiter {
    /// For each address, when its bucket will be full again, in seconds.
    full_at: Mutex<HashMap<Option<IpAddr>, i64>>,
}

impl Limiter {
    /// Takes one attempt, if there is one.
    pub(crate) fn take(&self, client: Option<IpAddr>, now: Instant) -> bool {
        let now_s = now.unix_s();
        let mut buckets = self.full_at.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > ADDRESSES_MOST {
            buckets.retain(|_, full_at| *full_at > now_s);
        }
        let full_at = buckets.entry(client).or_insert(now_s);
        let after = (*full_at).max(now_s) + REFILL_S;
        let has_one = after - now_s <= ATTEMPTS * REFILL_S;
        if has_one {
            *full_at = after;
        }
        has_one
    }
}

/// Who is at the other end, how they came, and from which page: what decides about an attempt to sign in.
#[derive(Clone, Debug)]
pub struct Line {
    /// The client's address; behind a proxy on this machine, the address that the proxy saw.
    pub(crate) client: Option<IpAddr>,
    /// Whether the request came from this machine itself and through no proxy.
    pub local: bool,
    /// Whether it came over HTTPS.
    https: bool,
    /// Whether another site's page sent it.
    pub(crate) foreign: bool,
}

impl<S: Sync> FromRequestParts<S> for Line {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let near = peer.is_some_and(|peer| peer.is_loopback());
        // Only a proxy on this machine is believed, and of what it says only what it added itself: the last address.
        let forwarded =
            text("x-forwarded-for").and_then(|all| all.rsplit(',').next()).and_then(|one| one.trim().parse().ok());
        Ok(Self {
            client: if near { forwarded.or(peer) } else { peer },
            local: near && text("x-forwarded-for").is_none() && text("forwarded").is_none(),
            https: parts.uri.scheme_str() == Some("https")
                || text("x-forwarded-proto").is_some_and(|proto| proto.trim().eq_ignore_ascii_case("https")),
            foreign: foreign(&parts.headers),
        })
    }
}

/// Whether another site's page sent this. Without either header it was no browser's page at all.
fn foreign(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let fetch = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if fetch.is_some_and(|site| site != "same-origin" && site != "none") {
        return true;
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (Some(origin), Some(host)) => {
            origin.split_once("://").is_none_or(|(_, authority)| !authority.eq_ignore_ascii_case(host))
        }
        (Some(_), None) => fetch != Some("same-origin"),
        (None, _) => false,
    }
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn<'a> {
    shell: Shell,
    next: &'a str,
    name: &'a str,
    problem: Option<(String, Option<String>)>,
    accounts: Vec<Account>,
    demonstration_hint: String,
}

/// The form for signing in, with what stands in the way. `next` is where it leads.
pub(crate) fn form(
    visit: &Visit,
    status: StatusCode,
    next: &str,
    name: &str,
    problem: Option<(String, Option<String>)>,
) -> Response {
    let words = visit.words;
    // A demonstration says who is in it. Anywhere else nobody learns which names exist.
    let accounts =
        if visit.app.settings.demonstration { visit.app.accounts().accounts().unwrap_or_default() } else { Vec::new() };
    let hint = words.say_with("sign-in-demonstration-hint", &[("password", DEMONSTRATION_PASSWORD.into())]);
    let shell = visit.shell("sign-in", words.say("sign-in-title"));
    let page = SignIn { shell, next: local(next), name, problem, accounts, demonstration_hint: hint };
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(broken) => crate::error::plain(&broken),
    }
}

/// An address of this site, or the first page: nobody is led elsewhere by signing in.
fn local(next: &str) -> &str {
    let inside = next.starts_with('/') && !next.starts_with("//") && !next.starts_with("/\\");
    let plain = next.len() <= 2000 && !next.chars().any(|c| c.is_control() || c == '\\');
    let elsewhere = next.starts_with("/sign-") || next.starts_with("/api/");
    if inside && plain && !elsewhere { next } else { "/" }
}

async fn show(visit: Visit) -> Response {
    let query = Form::of_query(&visit.query);
    form(&visit, StatusCode::OK, query.get("next"), "", None)
}

async fn sign_in(
    visit: Visit,
    line: Line,
    headers: HeaderMap,
    Extension(limiter): Extension<Arc<Limiter>>,
    sent: Form,
) -> Result<Response, Failed> {
    if line.foreign {
        return Err(visit.problem(StatusCode::FORBIDDEN, "csrf"));
    }
    let (name, next) = (sent.get("name"), sent.get("next"));
    let refused = |status: StatusCode, slug: &str| {
        let key = format!("error-{slug}");
        let problem = (visit.words.say(&key), visit.words.hint(&key, &[]));
        let mut response = form(&visit, status, next, name, Some(problem));
        if status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
        }
        response
    };
    if !limiter.take(line.client, visit.app.surroundings().now()) {
        return Ok(refused(StatusCode::TOO_MANY_REQUESTS, "rate-limited"));
    }
    let password = sent.all("password").first().map_or("", String::as_str);
    let let_in = tokio::task::block_in_place(|| visit.app.sign_in(name, password));
    match let_in.map_err(|error| visit.failed(error))? {
        Err(NotLetIn::Wrong) => Ok(refused(StatusCode::UNAUTHORIZED, "wrong-password")),
        Err(NotLetIn::LockedOut) => Ok(refused(StatusCode::TOO_MANY_REQUESTS, "locked-out")),
        Ok(begun) => {
            // Whoever signs in again leaves no older session behind.
            end(&visit, &headers)?;
            Ok(with_cookie(Redirect::to(local(next)).into_response(), &begun.secret, begun.seconds, &line))
        }
    }
}

/// Ends the session that the browser holds, if it holds one.
fn end(visit: &Visit, headers: &HeaderMap) -> Result<(), Failed> {
    let Some(secret) = cookie(headers, SESSION_COOKIE) else { return Ok(()) };
    visit.app.accounts().end_session(&secret_hash(secret)).map_err(|error| visit.failed(error))
}

async fn sign_out(visit: Visit, line: Line, headers: HeaderMap, sent: Form) -> Result<Response, Failed> {
    if visit.account.is_some() {
        visit.check_csrf(sent.get("csrf"))?;
    }
    end(&visit, &headers)?;
    Ok(with_cookie(Redirect::to("/").into_response(), "", 0, &line))
}

fn with_cookie(mut response: Response, secret: &str, seconds: i64, line: &Line) -> Response {
    let secure = if line.https { "; Secure" } else { "" };
    let cookie = format!("{SESSION_COOKIE}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// Signing in and out.
pub fn routes() -> Router<App> {
    Router::new().route("/sign-in", get(show).post(sign_in)).route("/sign-out", post(sign_out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_elsewhere() {
        for next in [
            "",
            "reports",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\\b",
            "/a\nb",
            "/sign-out",
            "/\t/evil.example",
        ] {
            assert_eq!(local(next), "/", "{next:?}");
        }
        assert_eq!(local("/reports?kind=shell&lang=ar"), "/reports?kind=shell&lang=ar");
    }

    #[test]
    fn an_address_has_ten_attempts_and_one_more_each_six_seconds() {
        let limiter = Limiter::default();
        let now = Instant::from_unix_s(1_000_000).unwrap();
        let (one, other) = (Some(IpAddr::from([192, 0, 2, 1])), Some(IpAddr::from([192, 0, 2, 2])));
        assert!((0..10).all(|_| limiter.take(one, now)));
        assert!(!limiter.take(one, now.plus_s(5)));
        assert!(limiter.take(one, now.plus_s(6)));
        assert!(!limiter.take(one, now.plus_s(6)));
        assert!(limiter.take(other, now));
    }

    #[test]
    fn another_sites_page_signs_nobody_in() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                headers.insert(*name, HeaderValue::from_static(value));
            }
            headers
        };
        let host = ("host", "mirqab.example");
        assert!(!foreign(&headers(&[host])));
        assert!(!foreign(&headers(&[host, ("sec-fetch-site", "same-origin"), ("origin", "https://mirqab.example")])));
        assert!(foreign(&headers(&[host, ("sec-fetch-site", "cross-site")])));
        assert!(foreign(&headers(&[host, ("sec-fetch-site", "same-site"), ("origin", "https://mirqab.example")])));
        assert!(foreign(&headers(&[host, ("origin", "https://evil.example")])));
        assert!(foreign(&headers(&[host, ("origin", "null")])));
    }
}

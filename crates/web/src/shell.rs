//! What every page and every call of the API has in common: who asks, in which language, and the frame around the page.

use crate::words::Words;
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use mirqab_app::accounts::{Account, secret_hash};
use mirqab_app::{Action, Actor, App, AppError};
use mirqab_vocabulary::{Code, Language};
use std::convert::Infallible;

/// The cookie that holds a session's secret.
pub const SESSION_COOKIE: &str = "mirqab_session";
/// The cookie that remembers the language.
pub const LANGUAGE_COOKIE: &str = "mirqab_language";

/// One request: who asks, for what, in which language.
#[derive(Clone)]
pub struct Visit {
    /// The use cases.
    pub app: App,
    /// The catalogue of the reader's language.
    pub words: &'static Words,
    /// Who asks.
    pub actor: Actor,
    /// Their account; `None` for the public.
    pub account: Option<Account>,
    /// What every form must carry in its field `csrf`. Empty for the public.
    pub csrf: String,
    /// Whether they came with an API token rather than with a session; then no form token is asked for.
    pub by_token: bool,
    /// The path asked for.
    pub path: String,
    /// The query string asked for.
    pub query: String,
}

/// The value of a cookie.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name))
        .map(|(_, value)| value)
}

/// The language: what the address asks for, else what was remembered, else the first of ours that the browser names.
fn language(parts: &Parts) -> Language {
    let known = |code: &str| Language::from_code(code.get(..2).unwrap_or_default().to_ascii_lowercase().as_str());
    let asked = parts.uri.query().unwrap_or_default().split('&').find_map(|pair| pair.strip_prefix("lang="));
    let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    asked
        .and_then(known)
        .or_else(|| cookie(&parts.headers, LANGUAGE_COOKIE).and_then(known))
        .or_else(|| accepted.split(',').find_map(|part| known(part.trim())))
        .unwrap_or(Language::English)
}

impl Visit {
    fn of(parts: &Parts, app: &App) -> Result<Self, AppError> {
        let now = app.surroundings().now();
        let bearer = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = bearer.and_then(|value| value.strip_prefix("Bearer "));
        let (account, csrf) = match (token, cookie(&parts.headers, SESSION_COOKIE)) {
            (Some(token), _) => (app.accounts().token(&secret_hash(token), now)?, String::new()),
            (None, Some(secret)) => match app.accounts().session(&secret_hash(secret), now)? {
                Some(session) => (Some(session.account), session.csrf),
                None => (None, String::new()),
            },
            (None, None) => (None, String::new()),
        };
        Ok(Self::with(parts, app, account, csrf, token.is_some()))
    }

    fn with(parts: &Parts, app: &App, account: Option<Account>, csrf: String, by_token: bool) -> Self {
        Self {
            app: app.clone(),
            words: Words::of(language(parts)),
            actor: account.as_ref().map_or_else(Actor::public, Account::actor),
            account,
            csrf,
            by_token,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
        }
    }

    /// Refuses whoever may not.
    pub fn require(&self, action: Action) -> Result<(), Failed> {
        if self.actor.may(action) { Ok(()) } else { Err(self.failed(AppError::Denied(action))) }
    }

    /// Refuses a form that does not carry the session's own token.
    pub fn check_csrf(&self, sent: &str) -> Result<(), Failed> {
        let same = sent.len() == self.csrf.len() && !sent.is_empty();
        // Compared in constant time: no early exit at the first difference.
        let differing = sent.bytes().zip(self.csrf.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
        if self.by_token || (same && differing == 0) {
            Ok(())
        } else {
            Err(self.problem(StatusCode::FORBIDDEN, "csrf"))
        }
    }

    /// An error page for what a use case answered. Use as `.map_err(|error| visit.failed(error))`.
    pub fn failed(&self, error: impl Into<AppError>) -> Failed {
        Failed { visit: Box::new(self.clone()), why: Why::App(error.into()) }
    }

    /// An error page for one of the catalogue's own problems, such as `csrf`.
    pub fn problem(&self, status: StatusCode, slug: &'static str) -> Failed {
        Failed { visit: Box::new(self.clone()), why: Why::Problem(status, slug) }
    }

    /// The problem that a body is larger than `most` bytes.
    pub fn too_large(&self, most: usize) -> Failed {
        Failed { visit: Box::new(self.clone()), why: Why::TooLarge(most) }
    }

    /// The frame around a page. `nav` is the key of its entry in the navigation, such as `reports`.
    pub fn shell(&self, nav: &'static str, title: impl Into<String>) -> Shell {
        let log_size = self.app.read(|reader| Ok(reader.log_size()?)).unwrap_or(0);
        Shell { visit: self.clone(), nav, title: title.into(), log_size }
    }
}

impl FromRequestParts<App> for Visit {
    type Rejection = Response;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        Self::of(parts, app).map_err(|error| {
            // Who asks cannot be found out: they are told so as the public, in their language.
            Self::with(parts, app, None, String::new(), false).failed(error).into_response()
        })
    }
}

impl OptionalFromRequestParts<App> for Visit {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Infallible> {
        Ok(Self::of(parts, app).ok())
    }
}

/// The frame around a page. Templates have a field `shell` and extend `shell.html`.
#[derive(Clone)]
pub struct Shell {
    /// The request.
    pub visit: Visit,
    /// Which entry of the navigation is this page's.
    pub nav: &'static str,
    /// The page's title.
    pub title: String,
    /// How many entries the log has.
    pub log_size: u64,
}

impl Shell {
    /// A word of the catalogue.
    pub fn say(&self, key: &str) -> String {
        self.visit.words.say(key)
    }
    /// The catalogue.
    pub fn words(&self) -> &'static Words {
        self.visit.words
    }
    /// Whether the reader may.
    pub fn may(&self, action: Action) -> bool {
        self.visit.actor.may(action)
    }
    /// The pages of the navigation that the reader may see, in walking order: key and address.
    pub fn pages(&self) -> Vec<(&'static str, &'static str)> {
        let work = self.may(Action::SeeWork);
        let reports = work || self.may(Action::SeeOwnParty);
        let all = [
            ("overview", "/", true),
            ("agreements", "/agreements", true),
            ("commitments", "/commitments", true),
            ("mission", "/mission", true),
            ("reports", "/reports", reports),
            ("incidents", "/incidents", work),
            ("verifications", "/verifications", work),
            ("findings", "/findings", true),
            ("publications", "/publications", true),
            ("integrity", "/integrity", true),
        ];
        all.into_iter().filter(|(_, _, shown)| *shown).map(|(key, href, _)| (key, href)).collect()
    }
    /// Whether the reader may be a key holder.
    pub fn holds_keys(&self) -> bool {
        self.may(Action::HoldKey)
    }
    /// Whether the reader sees who registered keys to sign with.
    pub fn sees_keys(&self) -> bool {
        self.may(Action::Audit)
    }
    /// Whether the reader keeps accounts.
    pub fn keeps_accounts(&self) -> bool {
        self.may(Action::KeepAccounts)
    }
    /// The address of this page in the other language.
    pub fn other_language(&self) -> String {
        let other = match self.visit.words.language() {
            Language::Arabic => Language::English,
            Language::English => Language::Arabic,
        };
        let mut kept: Vec<&str> =
            self.visit.query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
        let own = format!("lang={}", other.code());
        kept.push(&own);
        format!("{}?{}", self.visit.path, kept.join("&"))
    }
}

/// Renders a page.
pub fn page(visit: &Visit, template: &impl askama::Template) -> Result<Response, Failed> {
    let html = template.render().map_err(|error| visit.failed(anyhow::Error::new(error)))?;
    Ok(Html(html).into_response())
}

/// Why a request was not answered as asked.
pub struct Failed {
    /// The request.
    pub visit: Box<Visit>,
    /// Why.
    pub why: Why,
}

/// Why a request was not answered as asked.
pub enum Why {
    /// A use case said so.
    App(AppError),
    /// The body is larger than so many bytes.
    TooLarge(usize),
    /// The edge said so: status, and the slug of the catalogue's sentence `error-<slug>`.
    Problem(StatusCode, &'static str),
}

impl Failed {
    /// The status, the slug, and the keys of the sentence and of the remedy in the catalogue.
    pub fn parts(&self) -> (StatusCode, String, String, String) {
        let (status, slug) = match &self.why {
            Why::Problem(status, slug) => (*status, (*slug).to_owned()),
            Why::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "too-large".into()),
            Why::App(AppError::Denied(_)) if self.visit.account.is_none() => {
                (StatusCode::UNAUTHORIZED, "sign-in".into())
            }
            Why::App(AppError::Denied(_)) => (StatusCode::FORBIDDEN, "denied".into()),
            Why::App(AppError::Masked) => (StatusCode::CONFLICT, "masked".into()),
            Why::App(AppError::NotFound) => (StatusCode::NOT_FOUND, "not-found".into()),
            Why::App(AppError::Refused(refusal)) => {
                let slug = refusal.slug();
                return (
                    StatusCode::CONFLICT,
                    slug.to_owned(),
                    format!("refusal-{slug}"),
                    format!("refusal-{slug}-hint"),
                );
            }
            Why::App(error @ AppError::Failed(_)) => match error.broken() {
                Some(broken) => (StatusCode::SERVICE_UNAVAILABLE, broken.slug().to_owned()),
                None => (StatusCode::INTERNAL_SERVER_ERROR, "internal".into()),
            },
        };
        let (sentence, hint) = (format!("error-{slug}"), format!("error-{slug}-hint"));
        (status, slug, sentence, hint)
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        crate::error::answer(&self)
    }
}

//! What every page and every call of the API has in common: who asks, in which language, and the frame around the page.

use crate::form::Form;
use crate::words::Words;
use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, header};
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
    /// The size of the log as of which is asked; `None` for now.
    pub as_of: Option<u64>,
}

/// The parameter that asks for a past moment: how many entries the log had.
pub const AS_OF: &str = "as_of";

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
        let mut visit = Self::with(parts, app, account, csrf, token.is_some());
        if let Some(text) = parts.uri.query().and_then(|query| Form::of_query(query).some(AS_OF).map(str::to_owned)) {
            visit.go_back(&parts.method, text.parse().map_err(|_| AppError::NotFound)?)?;
        }
        Ok(visit)
    }

    /// Turns to a past moment. To the public those are open of which a report was published.
    fn go_back(&mut self, method: &Method, size: u64) -> Result<(), AppError> {
        if method != Method::GET {
            return Err(AppError::NotFound);
        }
        if self.account.is_none() && !self.app.was_published(size)? {
            return Err(AppError::Denied(Action::SeeWork));
        }
        self.app = tokio::task::block_in_place(|| self.app.at(size))?;
        // Nothing can be sent from a past moment.
        self.csrf.clear();
        self.as_of = Some(size);
        Ok(())
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
            as_of: None,
        }
    }

    /// An address without parameters, in the moment that this request is of.
    pub fn staying(&self, address: String) -> String {
        self.as_of.map_or(address.clone(), |size| format!("{address}?{AS_OF}={size}"))
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

    /// That the server's clock stands before the time of an entry, if it does.
    pub fn clock_behind(&self) -> Option<String> {
        let behind = self.app.read(|reader| Ok(self.app.clock_behind(reader)?)).ok().flatten()?;
        let time = |at| self.words.time(at, &self.app.settings.zone);
        let args = [
            ("now", time(behind.now).into()),
            ("position", behind.position.into()),
            ("recorded", time(behind.recorded_at).into()),
        ];
        Some(self.words.say_with("clock-behind", &args))
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
    let html = match visit.as_of {
        Some(size) => staying(&html, size),
        None => html,
    };
    Ok(Html(html).into_response())
}

/// A page whose links and filters stay in the past moment that it is of. Links to files of the program itself are left as they are, and so
/// is the way back to now.
fn staying(html: &str, size: u64) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find("href=\"/") {
        let (before, link) = rest.split_at(at + "href=\"".len());
        out.push_str(before);
        let end = link.find('"').unwrap_or(link.len());
        let (address, after) = link.split_at(end);
        let (address, part) = address.find('#').map_or((address, ""), |at| address.split_at(at));
        out.push_str(address);
        let apart = address.starts_with("/assets/") || before.ends_with("data-now href=\"");
        if !apart && !address.contains("as_of=") {
            out.push_str(&format!("{}{AS_OF}={size}", if address.contains('?') { "&amp;" } else { "?" }));
        }
        out.push_str(part);
        rest = after;
    }
    out.push_str(rest);
    let hidden = format!("method=\"get\"><input type=\"hidden\" name=\"{AS_OF}\" value=\"{size}\">");
    out.replace("method=\"get\">", &hidden)
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
            Why::App(AppError::Masked(_)) => (StatusCode::CONFLICT, "masked".into()),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_page_leads_to_past_pages_and_back_to_now() {
        let page = "<link href=\"/assets/a.css\"><a href=\"/x#y\">1</a><a href=\"/x?a=1&amp;b=2\">2</a><a href=\"/x?as_of=7\">3</a>\
                    <a data-now href=\"/x\">4</a><a href=\"https://x.example/\">5</a><form action=\"/x\" method=\"get\"></form>";
        let stays = "<link href=\"/assets/a.css\"><a href=\"/x?as_of=7#y\">1</a><a href=\"/x?a=1&amp;b=2&amp;as_of=7\">2</a>\
                     <a href=\"/x?as_of=7\">3</a><a data-now href=\"/x\">4</a><a href=\"https://x.example/\">5</a>\
                     <form action=\"/x\" method=\"get\"><input type=\"hidden\" name=\"as_of\" value=\"7\"></form>";
        assert_eq!(staying(page, 7), stays);
    }
}

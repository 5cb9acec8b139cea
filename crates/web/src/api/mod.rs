//! The JSON API. One table says which routes there are, for whom, and what they do: routes are registered from it, asked for
//! access by it, and described from it.

mod account;
mod answer;
mod body;
mod contact;
mod finding;
mod incident;
mod log;
mod openapi;
mod protection;
mod publication;
mod record;
mod report;
mod routes;
mod terms;

pub use routes::{METHODS, ROUTES};

use crate::shell::{Failed, Visit};
use axum::Router;
use axum::extract::{FromRequestParts, MatchedPath};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;
use mirqab_app::{Action, App};

/// The header in which a session's program sends the session's form token.
pub const CSRF_HEADER: &str = "x-csrf-token";

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Everybody.
    Public,
    /// Whoever may do one of these.
    OneOf(&'static [Action]),
    /// Whoever has an account; what is recorded decides what they must be allowed to do.
    Account,
}

/// One route of the API.
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Its path, with parameters in braces.
    pub path: &'static str,
    /// Who may use it.
    pub need: Need,
    /// What it does, for programmers.
    pub summary: &'static str,
    /// The names of its query's parameters.
    pub query: &'static [&'static str],
    /// The schema of its body, by name.
    pub body: Option<&'static str>,
    /// The schema of its answer, by name.
    pub answer: &'static str,
    /// Its handler.
    pub handler: fn() -> MethodRouter<App>,
}

/// The routes.
pub fn routes() -> Router<App> {
    ROUTES.iter().fold(Router::new(), |router, route| router.route(route.path, (route.handler)()))
}

/// A request to the API by somebody who may make it. Every handler takes one: taking it is what asks the table.
pub struct Call(pub Visit);

impl FromRequestParts<App> for Call {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visit = <Visit as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        let method = if parts.method == Method::HEAD { "GET" } else { parts.method.as_str() };
        allowed(&visit, method, path).map_err(IntoResponse::into_response)?;
        if parts.method != Method::GET && parts.method != Method::HEAD {
            let sent = parts.headers.get(CSRF_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
            visit.check_csrf(sent).map_err(IntoResponse::into_response)?;
        }
        Ok(Self(visit))
    }
}

fn allowed(visit: &Visit, method: &str, path: &str) -> Result<(), Failed> {
    let route = ROUTES.iter().find(|route| route.method == method && route.path == path);
    // INVARIANT: routes are registered from the table. One that were not is closed to everybody.
    let Some(route) = route else { return Err(visit.problem(StatusCode::NOT_FOUND, "not-found")) };
    match route.need {
        Need::Public => Ok(()),
        Need::OneOf(actions) if actions.iter().any(|action| visit.actor.may(*action)) => Ok(()),
        Need::OneOf(actions) => visit.require(actions.first().copied().unwrap_or(Action::KeepAccounts)),
        Need::Account if visit.account.is_some() => Ok(()),
        Need::Account => Err(visit.problem(StatusCode::UNAUTHORIZED, "sign-in")),
    }
}

//! What goes wrong in the terms, the procedure and with clocks: each has its clear answer in both languages, and nothing half is kept.

#[path = "../access/stage.rs"]
#[allow(dead_code)] // Shared with tests that use other parts of it.
mod stage;

mod clocks;
mod mechanism;
mod names;
mod procedure;
mod sittings;
mod terms;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use mirqab_vocabulary::{Language, Role};
use mirqab_web::words::Words;
use serde_json::Value;
use stage::{Stage, json_of, text_of};

pub const LANGUAGES: [(Language, &str); 2] = [(Language::Arabic, "ar"), (Language::English, "en")];

/// A sentence of the catalogue.
pub fn say(language: Language, key: &str) -> String {
    let words = Words::of(language);
    assert!(words.has(key), "{key}");
    words.say(key)
}

/// As HTML holds it.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;").replace('\'', "&#39;")
}

/// A request with somebody's token, in a language. A body is sent as JSON, or as the fields of a form.
pub async fn ask(stage: &Stage, token: &str, language: &str, path: &str, sent: Option<Sent<'_>>) -> Response {
    let method = if sent.is_some() { "POST" } else { "GET" };
    let request = Request::builder().method(method).uri(path).header(header::HOST, "mirqab.example");
    let request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
    let request = request.header(header::ACCEPT_LANGUAGE, language);
    let (kind, body) = match sent {
        None => ("text/plain", String::new()),
        Some(Sent::Fact(fact)) => ("application/json", fact.to_string()),
        Some(Sent::Form(fields)) => {
            let pair = |(name, value): &(&str, &str)| format!("{name}={}", mirqab_web::form::encoded(value));
            ("application/x-www-form-urlencoded", fields.iter().map(pair).collect::<Vec<_>>().join("&"))
        }
    };
    stage.ask(request.header(header::CONTENT_TYPE, kind).body(Body::from(body)).unwrap()).await
}

pub enum Sent<'a> {
    Fact(&'a Value),
    Form(&'a [(&'a str, &'a str)]),
}

/// A page, which is there.
pub async fn page(stage: &Stage, token: &str, language: &str, path: &str) -> String {
    let response = ask(stage, token, language, path, None).await;
    let status = response.status();
    let text = text_of(response).await;
    assert_eq!(status, StatusCode::OK, "{path}: {text}");
    text
}

/// Sends a form that must be taken, and says where it leads.
pub async fn taken(stage: &Stage, token: &str, path: &str, fields: &[(&str, &str)]) -> String {
    let response = ask(stage, token, "en", path, Some(Sent::Form(fields))).await;
    let (status, to) = (response.status(), response.headers().get(header::LOCATION).cloned());
    assert_eq!(status, StatusCode::SEE_OTHER, "{path}: {}", text_of(response).await);
    to.unwrap().to_str().unwrap().to_owned()
}

/// Sends what the rules refuse, by the API and where there is one by the form: both say so in both languages, with what can be done, and
/// nothing is recorded.
pub async fn refused(stage: &Stage, token: &str, slug: &str, path: &str, sent: &Sent<'_>) {
    let before = stage.entries();
    for (language, code) in LANGUAGES {
        let (sentence, hint) =
            (say(language, &format!("refusal-{slug}")), say(language, &format!("refusal-{slug}-hint")));
        let again = match sent {
            Sent::Fact(fact) => Sent::Fact(fact),
            Sent::Form(fields) => Sent::Form(fields),
        };
        let response = ask(stage, token, code, path, Some(again)).await;
        assert_eq!(response.status(), StatusCode::CONFLICT, "{path} {slug} {}", text_of(response).await);
        if matches!(sent, Sent::Fact(_)) {
            let told = json_of(response).await;
            let parts = ["slug", "detail", "hint"].map(|part| told[part].as_str().unwrap_or_default());
            assert_eq!(parts, [slug, &sentence, &hint]);
        } else {
            let told = text_of(response).await;
            assert!(told.contains(&escaped(&sentence)) && told.contains(&escaped(&hint)), "{slug} {code}: {told}");
        }
    }
    let (arabic, english) =
        (say(Language::Arabic, &format!("refusal-{slug}")), say(Language::English, &format!("refusal-{slug}")));
    assert!(arabic != english && arabic.chars().any(|letter| ('ا'..='ي').contains(&letter)), "{slug}: {arabic}");
    assert_eq!(stage.entries(), before, "{slug}");
}

/// Somebody's token by role.
pub fn token(stage: &Stage, role: Role) -> &str {
    stage.token(role).unwrap()
}

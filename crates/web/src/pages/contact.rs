//! Contact with a source: the page of the source, who has a code and no account, and the mission's side on the page of a report.

use super::commitments::{folded, text};
use super::reports;
use super::sign::{Limiter, Line};
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Router};
use mirqab_app::contact::{MESSAGE_MOST, Message, NoCode, messages};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::report::{Side, State};
use mirqab_vocabulary::ReportId;
use std::sync::Arc;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/contact", get(enter).post(come_back))
        .route("/reports/{id}/contact-code", post(code))
        .route("/reports/{id}/contact/{act}", post(act))
}

/// Kept by no browser: whoever comes after at the same machine finds nothing.
fn unkept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn code_field(visit: &Visit, typed: &str) -> Input {
    Input::Line {
        name: "code",
        label: visit.words.say("contact-code"),
        hint: visit.words.say("contact-code-hint"),
        value: typed.to_owned(),
        kind: "text",
        required: true,
    }
}

fn form(visit: &Visit, inputs: Vec<Input>, button: &str, errors: Vec<(String, String)>) -> Block {
    Block::Form {
        action: "/contact".into(),
        method: "post",
        // There is no session: the code is all that opens anything, and another site does not have it.
        csrf: visit.csrf.clone(),
        inputs,
        button: visit.words.say(button),
        fold: String::new(),
        errors,
        open: true,
    }
}

async fn enter(visit: Visit) -> Result<Response, Failed> {
    let blocks = vec![
        Block::Intro(visit.words.say("contact-intro")),
        form(&visit, vec![code_field(&visit, "")], "contact-enter", Vec::new()),
    ];
    Ok(unkept(show(&visit, "contact", visit.words.say("contact-title"), blocks)?))
}

async fn come_back(
    visit: Visit,
    line: Line,
    Extension(limiter): Extension<Arc<Limiter>>,
    sent: Form,
) -> Result<Response, Failed> {
    if line.foreign {
        return Err(visit.problem(StatusCode::FORBIDDEN, "csrf"));
    }
    if !limiter.take(line.client, visit.app.surroundings().now()) {
        return Err(visit.problem(StatusCode::TOO_MANY_REQUESTS, "rate-limited"));
    }
    let words = visit.words;
    let typed = sent.get("code");
    let came =
        |text| tokio::task::block_in_place(|| visit.app.as_source(typed, text)).map_err(|error| visit.failed(error));
    let told = |no: NoCode| {
        let key = match no {
            NoCode::Mistyped => "contact-mistyped",
            NoCode::Unknown => "contact-unknown",
            NoCode::Message => "contact-message-wrong",
            NoCode::Full => "contact-full",
        };
        words.say_with(key, &[("most", (MESSAGE_MOST as u64).into())])
    };
    let mut wrong = None;
    let found = match came(sent.some("text"))? {
        Err(no @ (NoCode::Message | NoCode::Full)) => {
            wrong = Some(told(no));
            came(None)?
        }
        other => other,
    };
    let (status, blocks) = match found {
        Err(no) => {
            let wrong = vec![("code".to_owned(), told(no))];
            let shown = vec![
                Block::Notice("bad", vec![told(no)]),
                form(&visit, vec![code_field(&visit, typed)], "contact-enter", wrong),
            ];
            (StatusCode::UNPROCESSABLE_ENTITY, shown)
        }
        Ok(all) => {
            let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            (status, conversation(&visit, &sent, typed, &all, wrong)?)
        }
    };
    let mut response = unkept(show(&visit, "contact", words.say("contact-title"), blocks)?);
    *response.status_mut() = status;
    Ok(response)
}

/// What a source with a code is shown.
fn conversation(
    visit: &Visit,
    sent: &Form,
    typed: &str,
    all: &[Message],
    wrong: Option<String>,
) -> Result<Vec<Block>, Failed> {
    let view = View::of(visit)?;
    let mut blocks = Vec::new();
    if sent.has_some("text") && wrong.is_none() {
        blocks.push(Block::Notice("good", vec![view.say("contact-sent")]));
    }
    blocks.push(Block::Intro(view.say("contact-welcome")));
    if all.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("contact-none")]));
    }
    blocks.extend(all.iter().map(|message| said(&view, message)));
    let kept = if wrong.is_some() { sent.get("text").to_owned() } else { String::new() };
    let message = Input::Area {
        name: "text",
        label: view.say("contact-message"),
        hint: view.say("contact-message-hint"),
        value: kept,
        required: true,
    };
    let errors = wrong.into_iter().map(|wrong| ("text".to_owned(), wrong)).collect();
    blocks.push(form(visit, vec![Input::Hidden("code", typed.to_owned()), message], "button-send", errors));
    Ok(blocks)
}

/// A message with whose it is and its day.
fn said(view: &View<'_>, message: &Message) -> Block {
    let whose = view.code("contact-side", message.side.code());
    // In which language a source writes is not known: the browser finds the direction.
    Block::Quote(message.text.clone(), "", format!("{whose} · {}", view.visit.words.short_day(message.day)))
}

/// The contact with the source on the page of a report, for those who write to sources.
pub(super) fn blocks(view: &View<'_>, state: &State) -> Result<Vec<Block>, Failed> {
    let visit = view.visit;
    if !visit.actor.may(Action::Contact) {
        return Ok(Vec::new());
    }
    let all = read(visit, |reader| messages(reader, &visit.actor, state.id))?;
    let mut blocks = vec![Block::Heading(view.say("contact-heading"))];
    for message in &all {
        blocks.push(said(view, message));
    }
    let waiting = all.iter().find(|message| message.side == Side::Source && !message.recorded);
    let at = |act: &str| format!("/reports/{}/contact/{act}", state.id);
    if let Some(message) = waiting {
        let number = vec![Input::Hidden("number", message.number.to_string())];
        blocks.push(Block::Strip(vec![(view.say("contact-waiting"), vec![Cell::text(message.text.clone())])]));
        blocks.push(folded(view, at("record"), "contact-record", number));
    }
    if state.contact {
        blocks.push(folded(
            view,
            at("write"),
            "contact-write",
            vec![text(view, "text", "contact-message", "contact-write-hint")],
        ));
    }
    let key = if state.contact { "contact-code-again" } else { "contact-code-new" };
    blocks.push(folded(view, format!("/reports/{}/contact-code", state.id), key, Vec::new()));
    Ok(blocks)
}

fn id(visit: &Visit, text: &str) -> Result<ReportId, Failed> {
    ReportId::parse(text).map_err(|_| visit.failed(AppError::NotFound))
}

/// Makes a code and shows it, once.
async fn code(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Contact)?;
    let id = id(&visit, &text)?;
    let made = match tokio::task::block_in_place(|| visit.app.open_contact(&visit.actor, id)) {
        Ok(code) => code,
        Err(error) => return again(&visit, "reports", reports::page(&visit, id)?, &form, visit.failed(error).into()),
    };
    let words = visit.words;
    let blocks = vec![
        Block::Notice("warn", vec![words.say("contact-code-once"), words.say("contact-code-give")]),
        Block::Raw(made),
        Block::Actions(vec![
            (words.say("footer-print"), String::new(), ""),
            (words.say("room-report"), format!("/reports/{id}"), "primary"),
        ]),
    ];
    Ok(unkept(show(&visit, "reports", words.say("contact-code"), blocks)?))
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Contact)?;
    let id = id(&visit, &text)?;
    match done(&visit, id, &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/reports/{id}")).into_response()),
        Err(not) => again(&visit, "reports", reports::page(&visit, id)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, id: ReportId, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let recorded = match act {
        "write" => {
            let text = reading.passage("text");
            let text = reading.end(text)?;
            tokio::task::block_in_place(|| visit.app.write_to_source(&visit.actor, id, &text))
        }
        "record" => {
            let number = reading.number("number", 1..=u64::from(u32::MAX));
            let number = reading.end(number)?;
            tokio::task::block_in_place(|| visit.app.record_message(&visit.actor, id, number))
        }
        _ => Err(AppError::NotFound),
    };
    Ok(recorded.map(|_| ()).map_err(|error| visit.failed(error))?)
}

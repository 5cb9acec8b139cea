//! Publications: the situation reports.

use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Reading, again};
use crate::shell::{Failed, Visit};
use crate::sitrep::blocks as sitrep;
use crate::view::{View, read};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use mirqab_app::publication::{self, NotIssued};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::publication::Period;
use mirqab_vocabulary::PublicationId;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/publications", get(list).post(issue))
        .route("/publications/{id}", get(one))
        .route("/sitrep", get(draft))
}

fn period(text: &str) -> Period {
    if text == "weekly" { Period::Weekly } else { Period::Daily }
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = page(&visit)?;
    show(&visit, "publications", title, blocks)
}

fn page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let all = read(visit, |reader| Ok(publication::all(reader)?))?;
    let rows = all.iter().map(|state| {
        vec![
            Cell::link(view.visit.words.day(state.day), format!("/publications/{}", state.id)),
            Cell::text(view.code("period", state.period.code())),
            Cell::text(view.time(state.at)),
            Cell::number(view.number(state.log_size)),
            Cell::text(if state.withdrawn.is_some() { view.say("event-publication-withdrawn") } else { String::new() }),
        ]
    });
    let head =
        ["day", "publication-period", "entry-recorded-at", "entry-position", "state"].map(|key| view.say(key)).to_vec();
    let periods = ["daily", "weekly"].map(|code| (code.to_owned(), view.code("period", code))).to_vec();
    let inputs = || {
        vec![
            Input::Select {
                name: "period",
                label: view.say("publication-period"),
                hint: String::new(),
                options: periods.clone(),
                chosen: String::new(),
            },
            Input::Line {
                name: "date",
                label: view.say("publication-last-day"),
                hint: String::new(),
                value: view.zone().day_of(view.now()).plus_days(-1).to_string(),
                kind: "date",
                required: true,
            },
        ]
    };
    let form = |action: &str, method, key: &str| Block::Form {
        action: action.into(),
        method,
        csrf: visit.csrf.clone(),
        inputs: inputs(),
        button: view.say(key),
        fold: view.say(key),
        errors: Vec::new(),
        open: false,
    };
    let data = vec![(view.say("data-title"), "/data".to_owned(), "")];
    let mut blocks = vec![Block::Intro(view.say("publications-intro")), Block::Actions(data)];
    if visit.actor.may(Action::SeeWork) {
        blocks.push(form("/sitrep", "get", "publication-prepare"));
    }
    if visit.actor.may(Action::Decide) {
        blocks.push(form("/publications", "post", "publication-issue"));
    }
    blocks.push(Block::Table(head, rows.collect(), None));
    Ok((view.say("publications-title"), blocks))
}

async fn one(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let id = PublicationId::parse(&text).map_err(|_| visit.failed(AppError::NotFound))?;
    let view = View::of(&visit)?;
    let issued = read(&visit, |reader| publication::read(reader, id))?;
    let mut blocks = vec![Block::Facts(vec![
        (view.say("entry-recorded-at"), vec![Cell::text(view.time(issued.state.at))]),
        (view.say("publication-figures-hash"), vec![Cell::code(issued.state.figures.as_str())]),
    ])];
    if let Some(why) = &issued.state.withdrawn {
        blocks.push(Block::Notice("warn", vec![view.say("event-publication-withdrawn"), why.to_string()]));
    }
    blocks.extend(sitrep(&view, &issued.figures));
    show(&visit, "publications", crate::sitrep::title(visit.words, &issued.figures), blocks)
}

async fn draft(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let view = View::of(&visit)?;
    let form = Form::of_query(&visit.query);
    let mut reading = Reading::of(&visit, &form);
    let day = reading.day("date");
    let day = match reading.end(day) {
        Ok(day) => day,
        Err(not) => return again(&visit, "publications", page(&visit)?, &form, not),
    };
    let figures = tokio::task::block_in_place(|| visit.app.figures(period(form.get("period")), day));
    let figures = figures.map_err(|error| visit.failed(error))?;
    let mut blocks = vec![Block::Notice("info", vec![view.say("publication-preview")])];
    let mismatches = figures.mismatches();
    if !mismatches.is_empty() {
        let said = mismatches.iter().map(|mismatch| {
            let what = view.code("mismatch", mismatch.what);
            visit.words.say_with(
                "cross-foot-parts",
                &[("what", what.as_str().into()), ("sum", mismatch.sum.into()), ("total", mismatch.total.into())],
            )
        });
        blocks.push(Block::Notice("bad", said.collect()));
    }
    blocks.extend(sitrep(&view, &figures));
    show(&visit, "publications", crate::sitrep::title(visit.words, &figures), blocks)
}

async fn issue(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Decide)?;
    let mut reading = Reading::of(&visit, &form);
    let day = reading.day("date");
    let day = match reading.end(day) {
        Ok(day) => day,
        Err(not) => return again(&visit, "publications", page(&visit)?, &form, not),
    };
    let issued = tokio::task::block_in_place(|| visit.app.issue(&visit.actor, period(form.get("period")), day));
    match issued {
        Ok(id) => Ok(Redirect::to(&format!("/publications/{id}")).into_response()),
        Err(NotIssued::App(error)) => Err(visit.failed(error)),
        Err(NotIssued::DoesNotAddUp(_)) => Err(visit.problem(StatusCode::CONFLICT, "does-not-add-up")),
        Err(NotIssued::NotOver(_)) => Err(visit.problem(StatusCode::CONFLICT, "period-not-over")),
    }
}

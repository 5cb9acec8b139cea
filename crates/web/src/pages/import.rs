//! Import of many reports by a form: first a dry run, then the same file for good.

use super::report_form::place_named;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::shell::{Failed, Visit};
use crate::view::View;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::import::{Run, TABLE_MOST};
use mirqab_app::intake::{Columns, Field, Problem, table};
use mirqab_app::{Action, App};
use mirqab_domain::report::Channel;

/// The most errors that are shown; all are counted.
const SHOWN: usize = 500;

/// The most bytes of the form: a table, and what stands around it.
const BODY_MOST: usize = TABLE_MOST + (1 << 20);

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/reports/import", get(page).post(send)).layer(DefaultBodyLimit::max(BODY_MOST))
}

fn form(view: &View<'_>, headers: &[String], columns: &Columns, channel: &str) -> Block {
    let channels = Channel::ALL.iter().map(|channel| (channel.code().to_owned(), view.code("channel", channel.code())));
    let mut inputs = vec![
        Input::Files { name: "file", label: view.say("import-file") },
        Input::Select {
            name: "channel",
            label: view.say("report-channel"),
            hint: String::new(),
            options: std::iter::once((String::new(), view.say("not-stated"))).chain(channels).collect(),
            chosen: channel.to_owned(),
        },
    ];
    if !headers.is_empty() {
        inputs.push(Input::Group(view.say("import-mapping")));
        let options: Vec<(String, String)> = std::iter::once((String::new(), view.say("none")))
            .chain(headers.iter().map(|header| (header.clone(), header.clone())))
            .collect();
        for field in Field::ALL {
            let chosen = columns.column(*field).and_then(|index| headers.get(index)).cloned().unwrap_or_default();
            let label = view.say(&crate::words::key_of("import-field", field.code()));
            inputs.push(Input::Select {
                name: field.code(),
                label,
                hint: String::new(),
                options: options.clone(),
                chosen,
            });
        }
    }
    inputs.push(Input::Tick {
        name: "record",
        value: "1".into(),
        label: view.say("import-step-record"),
        ticked: false,
    });
    Block::Form {
        action: "/reports/import".into(),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-send"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    }
}

async fn page(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::Import)?;
    let view = View::of(&visit)?;
    let blocks = vec![Block::Intro(view.say("import-intro")), form(&view, &[], &Columns::default(), "")];
    show(&visit, "reports", view.say("nav-import"), blocks)
}

/// What is wrong, in the reader's language.
fn said(view: &View<'_>, problem: Problem) -> String {
    let slug = problem.slug();
    format!("{} {}", view.say(&format!("refusal-{slug}")), view.say(&format!("refusal-{slug}-hint")))
}

async fn send(visit: Visit, request: Request) -> Result<Response, Failed> {
    // ORDER: who may not import has nothing read of what they send.
    visit.require(Action::Import)?;
    let typed = Form::read(&visit, request, BODY_MOST).await?;
    visit.check_csrf(typed.get("csrf"))?;
    let view = View::of(&visit)?;
    let Some(file) = typed.file("file") else {
        return Err(visit.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-field"));
    };
    let table = match table(&file.bytes, TABLE_MOST) {
        Ok(table) => table,
        Err(error) => {
            let (sentence, hint) = crate::words::wrong_file(visit.words, &error);
            let sentences = vec![sentence, hint];
            let blocks = vec![Block::Notice("bad", sentences), form(&view, &[], &Columns::default(), "")];
            let mut response = show(&visit, "reports", view.say("nav-import"), blocks)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            return Ok(response);
        }
    };
    let mut columns = Columns::guess(&table.headers);
    for field in Field::ALL.iter().filter(|field| typed.has(field.code())) {
        columns.set(*field, table.headers.iter().position(|header| header == typed.get(field.code())));
    }
    let run = if typed.has("record") { Run::Real } else { Run::Dry };
    let context = visit.app.import_context(&visit.actor, &place_named, Channel::from_code(typed.get("channel")));
    let context = context.map_err(|error| visit.failed(error))?;
    let outcome =
        tokio::task::block_in_place(|| visit.app.import(&visit.actor, &table, &columns, &context, run, &mut |_| {}));
    let outcome = outcome.map_err(|error| visit.failed(error))?;
    let words = visit.words;
    let mut blocks = vec![Block::Facts(vec![
        (view.say("import-encoding"), vec![Cell::text(table.encoding)]),
        (view.say("import-title"), vec![Cell::text(words.count("rows", outcome.rows))]),
        (view.say("import-errors-title"), vec![Cell::text(words.count("errors", outcome.wrong))]),
        (view.say("import-ignored"), vec![Cell::text(table.unmapped(&columns).join(" · "))]),
    ])];
    if let Some(imported) = outcome.imported {
        let done = words
            .say_with("import-done", &[("recorded", imported.recorded.into()), ("repeated", imported.repeated.into())]);
        blocks.insert(0, Block::Notice("good", vec![done]));
    } else if outcome.errors.is_empty() {
        blocks.insert(0, Block::Notice("good", vec![view.say("import-dry-run-note")]));
    } else {
        blocks.insert(0, Block::Notice("bad", vec![view.say("import-all-or-none")]));
        let rows = outcome.errors.iter().take(SHOWN).map(|error| {
            vec![
                Cell::number(view.number(error.line)),
                Cell::text(error.column.clone()),
                Cell::text(error.value.clone()),
                Cell::text(said(&view, error.problem)),
            ]
        });
        let head = ["entry-position", "data-column", "import-error-value", "import-error-what"]
            .map(|key| view.say(key))
            .to_vec();
        blocks.push(Block::Table(head, rows.collect(), None));
    }
    blocks.push(form(&view, &table.headers, &columns, typed.get("channel")));
    show(&visit, "reports", view.say("nav-import"), blocks)
}

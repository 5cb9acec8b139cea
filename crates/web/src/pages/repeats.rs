//! Repeats: breaches by party, unit, article and place, with what they are counted against.

use super::data::file;
use super::mission::rate;
use crate::blocks::{Block, Cell, Input, Span, show};
use crate::chart;
use crate::form::Form;
use crate::reading::latin_digits;
use crate::shell::{Failed, Visit};
use crate::view::View;
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::repeats::{Base, DAYS_MOST, Key, Repeats, Row, csv};
use mirqab_app::{Action, App, AppError};
use mirqab_vocabulary::{Interval, Language, LocalDay};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/findings/repeats", get(page)).route("/data/repeats.csv", get(as_csv))
}

/// How many days are shown where nothing is asked for: eight weeks.
const DAYS: i32 = 56;

/// The period that is asked for, and what of the question could not be taken.
pub(crate) fn asked(view: &View<'_>) -> Result<(LocalDay, LocalDay, Interval, Vec<String>), Failed> {
    let form = Form::of_query(&view.visit.query);
    let mut wrong = Vec::new();
    let mut day = |name: &str, otherwise: LocalDay| match form.some(name) {
        None => otherwise,
        Some(text) => LocalDay::parse(&latin_digits(text)).unwrap_or_else(|_| {
            wrong.push(view.say("field-not-a-day"));
            otherwise
        }),
    };
    let last = day("last_day", view.zone().day_of(view.now()));
    let mut first = day("first_day", last.plus_days(1 - DAYS));
    if first > last {
        wrong.push(view.say("field-backwards"));
        first = last;
    }
    if last.epoch_days() - first.epoch_days() >= DAYS_MOST {
        let most = u64::try_from(DAYS_MOST).unwrap_or(0);
        wrong.push(view.visit.words.say_with("coverage-too-long", &[("n", most.into())]));
        first = last.plus_days(1 - i32::try_from(DAYS_MOST).unwrap_or(1));
    }
    let failed = |error| view.visit.failed(AppError::Failed(error));
    let span = |day: LocalDay| view.zone().interval_of(day).map_err(|error| failed(error.into()));
    let during = Interval::new(span(first)?.from(), span(last)?.to()).map_err(|error| failed(error.into()))?;
    Ok((first, last, during, wrong))
}

pub(crate) fn made(view: &View<'_>, during: Interval) -> Result<Repeats, Failed> {
    // Long enough work to keep it from those that wait for a page.
    let made = tokio::task::block_in_place(|| view.visit.app.repeats(&view.visit.actor, during));
    made.map_err(|error| view.visit.failed(error))
}

fn told(view: &View<'_>, number: Option<u64>) -> Cell {
    number.map_or_else(|| Cell::text(view.say("not-public")), |number| Cell::number(view.number(number)))
}

fn watched(view: &View<'_>, seconds: Option<i64>) -> Cell {
    match seconds {
        None => Cell::text(view.say("recurrence-not-told")),
        Some(0) => Cell::chip(view.say("no-observation"), "unsigned"),
        Some(seconds) => Cell::number(view.visit.words.duration_s(seconds)),
    }
}

fn base(view: &View<'_>, base: &Base) -> Block {
    Block::Facts(vec![
        (view.say("rule-incidents-reported"), vec![told(view, base.reported)]),
        (view.say("rule-incidents-verified"), vec![told(view, Some(base.verified))]),
        (view.say("recurrence-unable"), vec![told(view, Some(base.unable))]),
        (view.say("rule-watch-hours"), vec![watched(view, base.watched_s)]),
    ])
}

fn named(view: &View<'_>, key: &Key) -> Cell {
    match key {
        Key::Party { party } => Cell::text(view.party(party)),
        Key::Unit { party, unit } => Cell::text(unit.clone()).noted(view.party(party)),
        Key::Article { article } => {
            let all = view.agreements.iter().flat_map(|state| &state.agreement.articles);
            let found = all.into_iter().find(|one| one.key == *article);
            let shown = |one: &mirqab_domain::agreement::Article| format!("{} – {}", one.number, view.own(&one.title));
            Cell::text(found.map_or_else(|| article.clone(), shown))
        }
        Key::Place { ar, en } => Cell::text(if view.language() == Language::Arabic { ar } else { en }.clone()),
    }
}

/// Weeks as little bars, the first where reading begins; all rows of a page on one scale.
fn little_bars(view: &View<'_>, row: &Row, top: u64) -> Span {
    let step = 480.0 / row.weeks.len().max(1) as f64;
    let right_to_left = view.language() == Language::Arabic;
    let bar = |(week, count): (usize, &u64)| {
        let at = if right_to_left { row.weeks.len() - 1 - week } else { week };
        let tall = *count as f64 / top.max(1) as f64 * 20.0;
        let x = at as f64 * step + 1.0;
        let wide = (step - 2.0).max(1.0);
        format!(
            "<rect class=\"planned\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{tall:.1}\"/>",
            21.0 - tall
        )
    };
    let counts: Vec<String> = row.weeks.iter().map(|count| view.number(*count)).collect();
    Span {
        label: named(view, &row.key),
        svg: row.weeks.iter().enumerate().filter(|(_, count)| **count > 0).map(bar).collect(),
        said: view.visit.words.say_with("recurrence-weeks", &[("counts", counts.join(" · ").into())]),
        state: Cell::number(view.number(row.breaches)),
    }
}

fn group(view: &View<'_>, title: &str, note: &str, rows: &[&Row], top: u64, days: &[String; 2]) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(view.say(title))];
    if rows.is_empty() {
        blocks.push(Block::Intro(view.say("none")));
        return blocks;
    }
    let head = ["title", "recurrence-by-week", "rule-breaches-found"].map(|key| view.say(key)).to_vec();
    let spans = rows.iter().map(|row| little_bars(view, row, top)).collect();
    let legend = vec![("planned", view.say("rule-breaches-found"))];
    blocks.push(Block::Spans { head, spans, legend, ends: days.clone() });
    let table = rows.iter().map(|row| {
        vec![
            named(view, &row.key),
            Cell::number(view.number(row.breaches)),
            told(view, row.base.reported),
            told(view, Some(row.base.verified)),
            told(view, Some(row.base.unable)),
            watched(view, row.base.watched_s),
            rate(view, row.rate()),
        ]
    });
    let head = [
        "title",
        "rule-breaches-found",
        "rule-incidents-reported",
        "rule-incidents-verified",
        "recurrence-unable",
        "rule-watch-hours",
        "recurrence-rate",
    ];
    blocks.push(Block::Table(head.map(|key| view.say(key)).to_vec(), table.collect(), Some(view.say(note))));
    blocks
}

async fn page(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let (first, last, during, wrong) = asked(&view)?;
    let made = made(&view, during)?;
    let line = |name: &'static str, label: &str, value: String| Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value,
        kind: "date",
        required: false,
    };
    let mut blocks = vec![Block::Intro(view.say("recurrence-intro"))];
    if !wrong.is_empty() {
        blocks.push(Block::Notice("bad", wrong));
    }
    blocks.push(Block::Form {
        action: "/findings/repeats".to_owned(),
        method: "get",
        csrf: String::new(),
        inputs: vec![
            line("first_day", "coverage-first-day", first.to_string()),
            line("last_day", "coverage-last-day", last.to_string()),
        ],
        button: view.say("button-filter"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    });
    let weeks: Vec<chart::Day> = (0i32..)
        .zip(&made.weeks)
        .map(|(number, week)| chart::Day {
            label: visit.words.short_day(first.plus_days(number * 7)),
            reported: week.reported.unwrap_or(week.breaches),
            verified: week.breaches,
            watched: week.watched != Some(false),
        })
        .collect();
    let title = view.say("recurrence-chart");
    let svg = chart::days(&weeks, view.language() == Language::Arabic, &title);
    let mut legend = vec![("found", view.say("rule-breaches-found"))];
    if made.base.reported.is_some() && visit.actor.may(Action::SeeWork) {
        legend.push(("told", view.say("rule-incidents-reported")));
    }
    let counted = vec![Block::Heading(view.say("recurrence-base")), base(&view, &made.base)];
    blocks.push(Block::Columns(vec![vec![Block::Chart(svg, legend, title)], counted]));
    let top = made.rows.iter().flat_map(|row| &row.weeks).copied().max().unwrap_or(1);
    let days = [first, last].map(|day| visit.words.day(day));
    let of = |wanted: fn(&Key) -> bool| made.rows.iter().filter(|row| wanted(&row.key)).collect::<Vec<_>>();
    for (title, note, rows) in [
        ("recurrence-by-party", "recurrence-same-base", of(|key| matches!(key, Key::Party { .. }))),
        ("recurrence-by-unit", "recurrence-unit-note", of(|key| matches!(key, Key::Unit { .. }))),
        ("recurrence-by-article", "recurrence-same-base", of(|key| matches!(key, Key::Article { .. }))),
        ("recurrence-by-place", "recurrence-place-note", of(|key| matches!(key, Key::Place { .. }))),
    ] {
        blocks.extend(group(&view, title, note, &rows, top, &days));
    }
    let query = format!("first_day={first}&last_day={last}");
    blocks.push(Block::Actions(vec![
        (view.say("recurrence-csv"), format!("/data/repeats.csv?{query}"), ""),
        (view.say("findings-title"), "/findings".to_owned(), ""),
    ]));
    show(&visit, "findings", view.say("recurrence-title"), blocks)
}

async fn as_csv(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let (.., during, _) = asked(&view)?;
    let bytes = csv(&made(&view, during)?).map_err(|error| visit.failed(AppError::Failed(error)))?;
    Ok(file(bytes, "text/csv; charset=utf-8", "repeats.csv"))
}

//! Where the mission must not go, and why. For those who work in it alone: what it fears says where it is.

use super::super::commitments::{field, text};
use super::fields::{both, coded, form, from_to, places, select};
use super::{record, state, ways};
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::map::Shape;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::mission::{Event, Hazard, HazardKind, State};
use mirqab_vocabulary::{Instant, Line};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/mission/hazards", get(show_page)).route("/mission/hazards/{act}", post(act))
}

/// Whether it is dangerous at a time.
fn stands(hazard: &Hazard, now: Instant) -> bool {
    hazard.from <= now && hazard.to.is_none_or(|to| to > now)
}

/// The dangerous places of now, drawn; nothing for those who may not know.
pub fn shapes(view: &View<'_>, state: &State) -> Vec<Shape> {
    if !view.visit.actor.may(Action::SeeWork) {
        return Vec::new();
    }
    let drawn = state.hazards.iter().filter(|hazard| stands(hazard, view.now())).map(|hazard| Shape {
        points: match (hazard.area.as_slice(), hazard.radius_m) {
            ([at], Some(radius_m)) => crate::map::circle(at.lat(), at.lon(), f64::from(radius_m)),
            (area, _) => area.iter().map(|at| (at.lat(), at.lon())).collect(),
        },
        closed: true,
        label: format!("{} – {}", view.code("hazard", hazard.kind.code()), view.own(&hazard.title)),
        class: "hazard".to_owned(),
    });
    drawn.collect()
}

async fn show_page(visit: Visit) -> Result<Response, Failed> {
    let (title, blocks) = page(&visit)?;
    show(&visit, "mission", title, blocks)
}

fn page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    visit.require(Action::SeeWork)?;
    let view = View::of(visit)?;
    let title = view.say("hazards-title");
    let Some(state) = state(visit)? else {
        return Ok((title, vec![Block::Notice("info", vec![view.say("mission-not-set-up")])]));
    };
    let now = view.now();
    let mut blocks = vec![ways(&view), Block::Intro(view.say("hazards-intro"))];
    let shapes = shapes(&view, &state);
    if !shapes.is_empty() {
        blocks.push(view.map("hazards-title", Layers { shapes, ..Layers::default() }));
    }
    let mut hazards: Vec<&Hazard> = state.hazards.iter().collect();
    hazards.sort_by_key(|hazard| (!stands(hazard, now), std::cmp::Reverse(hazard.from)));
    let rows = hazards.iter().map(|hazard| {
        let until = hazard.to.map_or_else(|| view.say("hazard-until-lifted"), |to| view.time(to));
        let chip = if stands(hazard, now) {
            Cell::chip(view.say("hazard-stands"), "contested")
        } else {
            Cell::chip(view.say("hazard-over"), "neutral")
        };
        vec![
            Cell::text(view.own(&hazard.title)).noted(view.code("hazard", hazard.kind.code())),
            chip,
            Cell::text(view.own(&hazard.reason)),
            Cell::text(view.time(hazard.from)).noted(until),
        ]
    });
    let rows: Vec<_> = rows.collect();
    blocks.push(if rows.is_empty() {
        Block::Notice("info", vec![view.say("hazards-none")])
    } else {
        let head = ["title", "state", "reason", "mandate-holds"];
        Block::Table(head.map(|key| view.say(key)).to_vec(), rows, None)
    });
    if visit.actor.may(Action::LogWatch) {
        blocks.push(Block::Acts(view.say("verification-act")));
        blocks.push(declare_form(&view));
        let open: Vec<_> = hazards
            .iter()
            .filter(|hazard| hazard.to.is_none_or(|to| to > now))
            .map(|hazard| (hazard.key.to_string(), view.own(&hazard.title).to_owned()))
            .collect();
        if !open.is_empty() {
            let at = field(&view, "at", "hazard-lifted-at", "datetime-local", &view.field_time(now), true);
            let inputs = vec![select(&view, "key", "title", open), at, text(&view, "reason", "reason", "")];
            blocks.push(form(&view, "/mission/hazards/lift".to_owned(), "hazard-lift", inputs));
        }
    }
    Ok((title, blocks))
}

fn declare_form(view: &View<'_>) -> Block {
    let mut inputs = vec![
        field(view, "key", "mission-post-key", "text", "", true),
        select(view, "kind", "kind", coded(view, "hazard", HazardKind::ALL.iter().map(|kind| kind.code()))),
    ];
    inputs.extend(both(view, "title_ar", "title_en", "title"));
    inputs.push(Input::Area {
        name: "area",
        label: view.say("hazard-area"),
        hint: view.say("hazard-area-hint"),
        value: String::new(),
        required: true,
    });
    inputs.push(field(view, "radius", "hazard-radius", "number", "", false));
    inputs.extend(from_to(view, true));
    inputs.extend([text(view, "reason_ar", "hazard-reason-ar", ""), text(view, "reason_en", "hazard-reason-en", "")]);
    form(view, "/mission/hazards/declare".to_owned(), "hazard-new", inputs)
}

async fn act(visit: Visit, Path(act): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::LogWatch)?;
    match done(&visit, &act, &form) {
        Ok(()) => Ok(Redirect::to("/mission/hazards").into_response()),
        Err(not) => again(&visit, "mission", page(&visit)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "declare" => Event::HazardDeclared { hazard: declared(reading, form)? },
        "lift" => {
            let key = reading.choice("key", |text| Line::parse(text).ok());
            let (at, reason) = (reading.moment("at"), reading.passage("reason"));
            let (key, (at, reason)) = reading.end(key.zip(at.zip(reason)))?;
            Event::HazardLifted { key, at, reason }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(record(visit, event)?)
}

fn declared(mut reading: Reading<'_>, form: &Form) -> Result<Hazard, Not> {
    let (key, kind) = (reading.line("key"), reading.choice("kind", HazardKind::from_code));
    let (title, reason) = (reading.both("title"), reading.both("reason"));
    let area = places(&mut reading, "area", form.get("area"));
    let radius = form.has_some("radius").then(|| reading.number("radius", 1..=200_000)).flatten();
    let (from, to) = (reading.moment("from"), reading.optional_moment("to"));
    let made = || {
        Some(Hazard {
            key: key?,
            kind: kind?,
            title: title?,
            area: area?,
            radius_m: radius.and_then(|metres| u32::try_from(metres).ok()),
            reason: reason?,
            from: from?,
            to,
        })
    };
    let made = made();
    reading.end(made)
}

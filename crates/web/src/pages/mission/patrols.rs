//! Patrols: who is out, who was not heard of and since when, and the way that each took.

use super::super::commitments::{field, text};
use super::fields::{both, coded, during, form, from_to, places, reach, reaches, select};
use super::{hazards, reach_told, state_and_patrols, ways};
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::map::Shape;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::mission::gpx;
use mirqab_app::mission::{NotLogged, overdue, subject};
use mirqab_app::report::Upload;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::mission::patrol::{Contact, LeftOut, Stands};
use mirqab_domain::mission::{Event, Patrol, PatrolMeans, Plan, State};
use mirqab_vocabulary::{Line, PartyCode, PatrolId};

/// How many patrols that are over are shown.
const OVER: usize = 60;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/mission/patrols", get(list).post(plan))
        .route("/mission/patrols/{id}", get(one))
        .route("/mission/patrols/{id}/{act}", post(act))
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    let (title, blocks) = list_page(&visit)?;
    show(&visit, "mission", title, blocks)
}

fn class(stands: Stands) -> &'static str {
    match stands {
        Stands::Planned => "neutral",
        Stands::Out => "probable",
        Stands::Returned => "verified",
        Stands::Cancelled => "unsigned",
    }
}

fn named(view: &View<'_>, state: &State, patrol: &Patrol) -> Cell {
    let team = state.teams.iter().find(|team| team.key == patrol.plan.team);
    let team = team.map_or(patrol.plan.team.as_str(), |team| view.own(&team.name)).to_owned();
    Cell::link(patrol.plan.call_sign.as_str(), format!("/mission/patrols/{}", patrol.id)).noted(team)
}

fn list_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    visit.require(Action::SeeWork)?;
    let view = View::of(visit)?;
    let title = view.say("patrols-title");
    let Some((state, patrols)) = state_and_patrols(visit)? else {
        return Ok((title, vec![Block::Notice("info", vec![view.say("mission-not-set-up")])]));
    };
    let (words, now) = (visit.words, view.now());
    let mut blocks = vec![ways(&view), Block::Heading(view.say("patrols-overdue"))];
    let late = overdue(&patrols, now);
    if late.is_empty() {
        blocks.push(Block::Notice("good", vec![view.say("patrols-none-overdue")]));
    } else {
        let rows = late.iter().map(|(patrol, what, since)| {
            let by = words.duration_s(now.unix_s() - since.unix_s());
            let heard = patrol.last_heard().map_or_else(|| view.say("none"), |at| view.time(at));
            vec![
                named(&view, &state, patrol),
                Cell::chip(view.code("late", what.code()), "overdue"),
                Cell::text(view.time(*since)).noted(words.say_with("overdue-by", &[("duration", by.as_str().into())])),
                Cell::text(heard),
                Cell::text(view.own(&patrol.plan.purpose)),
            ]
        });
        let head = ["patrol", "state", "patrol-late-since", "patrol-last-heard", "patrol-purpose"];
        blocks.push(Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None));
    }
    for (key, wanted) in [
        ("patrols-out", &[Stands::Out][..]),
        ("patrols-planned", &[Stands::Planned]),
        ("patrols-over", &[Stands::Returned, Stands::Cancelled]),
    ] {
        let mut some: Vec<&Patrol> = patrols.iter().filter(|patrol| wanted.contains(&patrol.stands())).collect();
        some.sort_by_key(|patrol| std::cmp::Reverse((patrol.plan.during.from(), patrol.id)));
        if some.is_empty() {
            continue;
        }
        let heading = format!("{} ({})", view.say(key), view.number(some.len() as u64));
        blocks.push(Block::Heading(heading));
        blocks.push(table(&view, &state, some.into_iter().take(OVER)));
    }
    if visit.actor.may(Action::LogWatch) {
        blocks.push(Block::Acts(view.say("verification-act")));
        if state.teams.is_empty() {
            blocks.push(Block::Notice("info", vec![view.say("patrol-needs-team")]));
        } else {
            blocks.push(plan_form(&view, &state));
        }
    }
    Ok((title, blocks))
}

fn table<'p>(view: &View<'_>, state: &State, patrols: impl Iterator<Item = &'p Patrol>) -> Block {
    let words = view.visit.words;
    let rows = patrols.map(|patrol| {
        let heard = patrol.last_heard().map_or_else(|| view.say("none"), |at| view.time(at));
        let way: u64 = patrol.tracks.iter().map(|track| u64::from(track.distance_m)).sum();
        let way = match patrol.tracks.is_empty() {
            true => Cell::number(view.say("patrol-no-track")),
            false => Cell::number(words.distance(u32::try_from(way).unwrap_or(u32::MAX))),
        };
        vec![
            named(view, state, patrol),
            Cell::chip(view.code("patrol", patrol.stands().code()), class(patrol.stands())),
            Cell::text(view.interval(patrol.plan.during)),
            Cell::text(heard),
            way,
        ]
    });
    let head = ["patrol", "state", "patrol-during", "patrol-last-heard", "patrol-way"];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None)
}

fn plan_form(view: &View<'_>, state: &State) -> Block {
    let teams = state.teams.iter().map(|team| (team.key.to_string(), view.own(&team.name).to_owned()));
    let mut inputs = vec![
        field(view, "call_sign", "patrol-call-sign", "text", "", true),
        select(view, "team", "team", teams.collect()),
        select(
            view,
            "means",
            "patrol-means",
            coded(view, "patrol-means", PatrolMeans::ALL.iter().map(|one| one.code())),
        ),
    ];
    inputs.extend(both(view, "purpose_ar", "purpose_en", "patrol-purpose"));
    inputs.extend(from_to(view, false));
    inputs.push(field(view, "check_in", "patrol-check-in", "number", "60", true));
    inputs.extend(reaches(view));
    inputs.push(Input::Area {
        name: "route",
        label: view.say("patrol-route"),
        hint: view.say("places-hint"),
        value: String::new(),
        required: false,
    });
    inputs.push(Input::Group(view.say("patrol-notified")));
    inputs.extend(view.parties().iter().map(|party| Input::Tick {
        name: "notified",
        value: party.code.to_string(),
        label: view.own(&party.name).to_owned(),
        ticked: false,
    }));
    form(view, "/mission/patrols".to_owned(), "patrol-new", inputs)
}

async fn plan(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::LogWatch)?;
    match planned(&visit, &form) {
        Ok(id) => Ok(Redirect::to(&format!("/mission/patrols/{id}")).into_response()),
        Err(not) => again(&visit, "mission", list_page(&visit)?, &form, not),
    }
}

fn planned(visit: &Visit, form: &Form) -> Result<PatrolId, Not> {
    let mut reading = Reading::of(visit, form);
    let (call_sign, team) = (reading.line("call_sign"), reading.choice("team", |text| Line::parse(text).ok()));
    let (means, purpose) = (reading.choice("means", PatrolMeans::from_code), reading.both("purpose"));
    let (during, check_in) = (during(&mut reading), reading.number("check_in", 5..=24 * 60));
    let route = places(&mut reading, "route", form.get("route"));
    let said = |a: &str, b: &str| [form.has_some(a), form.has_some(b)];
    let sees = reach(&mut reading, "sees_day", "sees_night", said("sees_day", "sees_night"));
    let hears = reach(&mut reading, "hears_day", "hears_night", said("hears_day", "hears_night"));
    let view = View::of(visit)?;
    // In the agreements' order, whatever the order in which they are ticked.
    let ticked = |code: &PartyCode| form.all("notified").contains(&code.to_string());
    let notified = view.parties().iter().map(|party| party.code.clone()).filter(ticked).collect();
    let made = || {
        Some(Plan {
            call_sign: call_sign?,
            team: team?,
            means: means?,
            purpose: purpose?,
            route: route?,
            during: during?,
            check_in_minutes: u32::try_from(check_in?).ok()?,
            sees: sees.ok()?,
            hears: hears.ok()?,
            notified,
        })
    };
    let made = made();
    let plan = reading.end(made)?;
    let id = tokio::task::block_in_place(|| visit.app.plan_patrol(&visit.actor, &plan));
    Ok(id.map_err(|error| visit.failed(error))?)
}

fn id(visit: &Visit, text: &str) -> Result<PatrolId, Failed> {
    PatrolId::parse(text).map_err(|_| visit.failed(AppError::NotFound))
}

async fn one(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeeWork)?;
    let (title, blocks) = one_page(&visit, id(&visit, &text)?)?;
    show(&visit, "mission", title, blocks)
}

fn one_page(visit: &Visit, id: PatrolId) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let words = visit.words;
    let (patrol, state, ways_taken, history) = read(visit, |reader| {
        let patrol = mirqab_app::mission::patrol(reader, id)?;
        let state = mirqab_app::mission::state(reader)?.ok_or(AppError::NotFound)?;
        let mut taken = Vec::new();
        for track in &patrol.tracks {
            if let Some(bytes) = reader.blob(&track.points)? {
                taken.extend(gpx::kept(&bytes)?);
            }
        }
        Ok((patrol, state, taken, reader.entries_about(&subject(id))?))
    })?;
    let plan = &patrol.plan;
    let team = state.teams.iter().find(|team| team.key == plan.team);
    let team = team.map_or(plan.team.as_str(), |team| view.own(&team.name)).to_owned();
    let mut stands = vec![Cell::chip(view.code("patrol", patrol.stands().code()), class(patrol.stands()))];
    if let Some((what, since)) = patrol.late(view.now()) {
        let by = words.duration_s(view.now().unix_s() - since.unix_s());
        stands.push(
            Cell::chip(view.code("late", what.code()), "overdue")
                .noted(words.say_with("overdue-by", &[("duration", by.as_str().into())])),
        );
    }
    let told = match plan.notified.is_empty() {
        true => view.say("none"),
        false => view.party_list(&plan.notified),
    };
    let mut blocks = vec![
        Block::Actions(vec![(view.say("mission-to-patrols"), "/mission/patrols".to_owned(), "")]),
        Block::Strip(vec![
            (view.say("state"), stands),
            (view.say("team"), vec![Cell::text(team)]),
            (view.say("patrol-during"), vec![Cell::text(view.interval(plan.during))]),
            (
                view.say("patrol-last-heard"),
                vec![Cell::text(patrol.last_heard().map_or_else(|| view.say("none"), |at| view.time(at)))],
            ),
        ]),
        Block::Facts(vec![
            (view.say("patrol-purpose"), vec![Cell::text(view.own(&plan.purpose))]),
            (view.say("patrol-means"), vec![Cell::text(view.code("patrol-means", plan.means.code()))]),
            (view.say("patrol-check-in"), vec![Cell::text(words.count("minutes", u64::from(plan.check_in_minutes)))]),
            (view.say("patrol-notified"), vec![Cell::text(told)]),
            (view.say("post-sees"), vec![reach_told(&view, plan.sees)]),
            (view.say("post-hears"), vec![reach_told(&view, plan.hears)]),
        ]),
    ];
    if let Some(reason) = &patrol.cancelled {
        blocks.push(Block::Notice("warn", vec![reason.to_string()]));
    }
    blocks.push(drawn(&view, &state, &patrol, &ways_taken));
    blocks.push(Block::Heading(view.say("patrol-tracks")));
    blocks.push(tracks(&view, &patrol));
    blocks.push(Block::Heading(view.say("patrol-contacts")));
    blocks.push(contacts(&view, &patrol));
    let acts = operations(&view, &patrol);
    if !acts.is_empty() {
        blocks.push(Block::Acts(view.say("verification-act")));
        blocks.extend(acts);
    }
    blocks.push(Block::Heading(view.say("history")));
    blocks.push(Block::Timeline(history.iter().map(|entry| super::super::entry_step(&view, entry)).collect()));
    Ok((plan.call_sign.to_string(), blocks))
}

fn drawn(view: &View<'_>, state: &State, patrol: &Patrol, taken: &[Vec<gpx::Point>]) -> Block {
    let degrees = |udeg: i32| f64::from(udeg) / 1e6;
    let mut shapes: Vec<Shape> = taken
        .iter()
        .map(|stretch| Shape {
            points: stretch.iter().map(|(_, lat, lon)| (degrees(*lat), degrees(*lon))).collect(),
            closed: false,
            label: String::new(),
            class: "track".to_owned(),
        })
        .collect();
    shapes.push(Shape {
        points: patrol.plan.route.iter().map(|at| (at.lat(), at.lon())).collect(),
        closed: false,
        label: patrol.plan.call_sign.to_string(),
        class: "route".to_owned(),
    });
    // The map is as large as the way; dangers beyond it would make it as large as the country.
    let dangers = hazards::shapes(view, state);
    let spots: Vec<(f64, f64)> = shapes.iter().flat_map(|shape| shape.points.iter().copied()).collect();
    let near = |shape: &Shape| {
        shape.points.iter().any(|(lat, lon)| spots.iter().any(|(a, b)| (a - lat).abs() < 0.2 && (b - lon).abs() < 0.2))
    };
    shapes.extend(dangers.into_iter().filter(near));
    view.map("patrol-way", Layers { shapes, ..Layers::default() })
}

/// What was left out of a file, with its numbers; nothing if nothing was.
fn left_out(view: &View<'_>, left: LeftOut) -> String {
    if left.total() == 0 {
        return view.say("track-whole");
    }
    view.visit.words.say_with(
        "track-left-out",
        &[
            ("untimed", left.untimed.into()),
            ("backwards", left.backwards.into()),
            ("future", left.future.into()),
            ("outside", left.outside.into()),
        ],
    )
}

fn tracks(view: &View<'_>, patrol: &Patrol) -> Block {
    if patrol.tracks.is_empty() {
        return Block::Notice("info", vec![view.say("patrol-no-track-note")]);
    }
    let words = view.visit.words;
    let rows = patrol.tracks.iter().map(|track| {
        vec![
            Cell::code(track.name.as_str()).noted(left_out(view, track.left_out)),
            Cell::text(view.interval(track.during)),
            Cell::number(words.distance(track.distance_m)),
            Cell::number(view.number(u64::from(track.kept))),
            Cell::number(view.number(track.stretches.len() as u64)),
        ]
    });
    let head = ["track-file", "restriction-during", "patrol-way", "track-points", "track-stretches"];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), Some(view.say("track-note")))
}

fn contacts(view: &View<'_>, patrol: &Patrol) -> Block {
    let mut steps: Vec<(&'static str, String, String, String)> = Vec::new();
    if let Some(at) = patrol.set_out {
        steps.push(("done", view.time(at), view.say("event-mission-patrol-set-out"), String::new()));
    }
    steps.extend(patrol.contacts.iter().map(|contact| {
        let place = contact.position.map(|at| view.visit.words.coordinates(at));
        let note = contact.note.as_ref().map(ToString::to_string);
        let told: Vec<String> = place.into_iter().chain(note).collect();
        ("done", view.time(contact.at), view.say("event-mission-patrol-checked-in"), told.join(" · "))
    }));
    if let Some(at) = patrol.returned {
        steps.push(("signed", view.time(at), view.say("event-mission-patrol-returned"), String::new()));
    }
    if steps.is_empty() { Block::Notice("info", vec![view.say("nothing-here")]) } else { Block::Timeline(steps) }
}

fn operations(view: &View<'_>, patrol: &Patrol) -> Vec<Block> {
    if !view.visit.actor.may(Action::LogWatch) {
        return Vec::new();
    }
    let action = |act: &str| format!("/mission/patrols/{}/{act}", patrol.id);
    let now = view.field_time(view.now());
    let moment = |label: &str| field(view, "at", label, "datetime-local", &now, true);
    let mut blocks = Vec::new();
    match patrol.stands() {
        Stands::Planned => {
            blocks.push(form(view, action("set-out"), "patrol-set-out", vec![moment("patrol-at")]));
            blocks.push(form(view, action("cancel"), "patrol-cancel", vec![text(view, "reason", "reason", "")]));
        }
        Stands::Out => {
            let inputs = vec![
                moment("patrol-at"),
                field(view, "lat", "column-lat", "text", "", false),
                field(view, "lon", "column-lon", "text", "", false),
                Input::Area {
                    name: "note",
                    label: view.say("patrol-note"),
                    hint: String::new(),
                    value: String::new(),
                    required: false,
                },
            ];
            blocks.push(form(view, action("check-in"), "patrol-checked-in", inputs));
            blocks.push(form(view, action("returned"), "patrol-back", vec![moment("patrol-at")]));
        }
        Stands::Returned | Stands::Cancelled => {}
    }
    if patrol.set_out.is_some() {
        let file = Input::Files { name: "file", label: view.say("track-file-hint") };
        blocks.push(form(view, action("track"), "track-new", vec![file]));
    }
    blocks
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::LogWatch)?;
    let id = id(&visit, &text)?;
    match done(&visit, id, &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/mission/patrols/{id}")).into_response()),
        Err(not) => again(&visit, "mission", one_page(&visit, id)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, id: PatrolId, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "set-out" => {
            let at = reading.moment("at");
            Event::PatrolSetOut { at: reading.end(at)? }
        }
        "check-in" => {
            let (at, note) = (reading.moment("at"), reading.optional_passage("note"));
            let said = form.has_some("lat") || form.has_some("lon");
            let position = said.then(|| reading.coordinates("lat", "lon")).flatten();
            Event::PatrolCheckedIn { contact: Contact { at: reading.end(at)?, position, note } }
        }
        "returned" => {
            let at = reading.moment("at");
            Event::PatrolReturned { at: reading.end(at)? }
        }
        "cancel" => {
            let reason = reading.passage("reason");
            Event::PatrolCancelled { reason: reading.end(reason)? }
        }
        "track" => return logged(visit, id, form, reading),
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::super::record(visit, &subject(id), event.into())?)
}

/// Reads the files of ways, each by itself; the first that is not taken is told of.
fn logged(visit: &Visit, id: PatrolId, form: &Form, mut reading: Reading<'_>) -> Result<(), Not> {
    let files: Vec<Upload> = form.uploads(visit)?;
    if files.is_empty() {
        reading.wrong("file", "required", &[]);
        return reading.end(None);
    }
    for file in &files {
        let result = tokio::task::block_in_place(|| visit.app.log_track(&visit.actor, id, file));
        match result {
            Ok(_) => {}
            Err(NotLogged::App(error)) => return Err(visit.failed(error).into()),
            Err(NotLogged::File(error)) => {
                let name = file.name.to_string();
                let args = crate::words::track_args(&error, &name);
                reading.wrong("file", error.slug(), &args);
                return reading.end(None);
            }
        }
    }
    Ok(())
}

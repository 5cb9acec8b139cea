//! The mission: who watches, when nobody did, and where it was kept from seeing.

use super::commitments::{field, text};
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::map::Mark;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::mission::{Charter, Post, PostKind, Restriction, RestrictionKind};
use mirqab_domain::{Room, Subject, mission, procedure};
use mirqab_vocabulary::{Bilingual, Interval, Language};

/// How many days of coverage are shown.
const DAYS: i32 = 45;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/mission", get(show_page)).route("/mission/{act}", post(act))
}

/// The mission, if it is set up.
pub(super) fn state(visit: &Visit) -> Result<Option<mission::State>, Failed> {
    let states = read(visit, |reader| Ok(reader.states(Room::Mission)?))?;
    Ok(procedure::as_mission(states.into_iter().next()))
}

async fn show_page(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = page(&visit)?;
    show(&visit, "mission", title, blocks)
}

fn page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let words = visit.words;
    let Some(state) = state(visit)? else {
        let mut blocks = vec![Block::Notice("info", vec![view.say("mission-not-set-up")])];
        blocks.extend(operations(&view, None));
        return Ok((view.say("mission-title"), blocks));
    };
    let charter = &state.charter;
    let marks = charter.posts.iter().map(|post| Mark {
        lat: post.at.lat(),
        lon: post.at.lon(),
        radius_m: f64::from(post.range_m),
        href: String::new(),
        label: format!("{} – {}", view.own(&post.name), view.code("post", post.kind.code())),
        class: "post".to_owned(),
    });
    let marks = marks.collect();
    let posts = charter.posts.iter().map(|post| {
        let last = state.watches.iter().filter(|(key, _)| *key == post.key).map(|(_, watch)| watch.to()).max();
        vec![
            Cell::text(view.own(&post.name)),
            Cell::text(view.code("post", post.kind.code())),
            Cell::text(words.distance(post.range_m)),
            Cell::text(last.map_or_else(|| view.say("none"), |at| view.time(at))),
        ]
    });
    let today = view.zone().day_of(view.now());
    let coverage = (0..DAYS).filter_map(|back| {
        let day = today.plus_days(-back);
        let during = view.zone().interval_of(day).ok()?;
        let watched = state.watched_s(during);
        let total = during.length_s() + 1;
        let (chip, class) = match watched {
            0 => (view.say("no-observation"), "unsigned"),
            watched if watched >= total => (view.say("coverage-watched"), "verified"),
            _ => (view.say("coverage-partly"), "probable"),
        };
        Some(vec![Cell::text(words.day(day)), Cell::chip(chip, class), Cell::number(words.duration_s(watched))])
    });
    let coverage = coverage.collect();
    let restrictions = state.restrictions.iter().rev().map(|restriction| {
        let by = restriction.by.as_ref().map_or_else(|| view.say("restriction-by-unknown"), |party| view.party(party));
        vec![
            Cell::text(view.code("restriction", restriction.kind.code())).noted(view.own(&restriction.place)),
            Cell::text(by),
            Cell::text(view.interval(restriction.during)),
            Cell::text(view.own(&restriction.reason)),
            Cell::text(view.own(&restriction.task_lost)),
        ]
    });
    let names = |keys: &[&str]| keys.iter().map(|key| view.say(key)).collect::<Vec<_>>();
    let mut blocks = vec![
        Block::Facts(vec![
            (view.say("title"), vec![Cell::text(view.own(&charter.name))]),
            (view.say("mission-mandate"), vec![Cell::text(view.own(&charter.mandate))]),
            (view.say("mission-head"), vec![Cell::text(view.own(&charter.head))]),
            (view.say("mission-staff"), vec![Cell::text(view.number(charter.staff))]),
        ]),
        Block::Heading(view.say("mission-posts")),
        view.map("mission-posts", Layers { marks, ..Layers::default() }),
        Block::Table(names(&["title", "kind", "mission-post-range", "coverage-last-watch"]), posts.collect(), None),
        Block::Heading(view.say("restrictions-title")),
        Block::Intro(view.say("restrictions-intro")),
        Block::Table(
            names(&[
                "restriction-kind",
                "restriction-by",
                "restriction-during",
                "restriction-reason",
                "restriction-task",
            ]),
            restrictions.collect(),
            None,
        ),
        Block::Heading(view.say("coverage-title")),
        Block::Intro(view.say("no-observation-hint")),
        Block::Table(names(&["day", "state", "coverage-watch-hours"]), coverage, None),
    ];
    let acts = operations(&view, Some(&state));
    if !acts.is_empty() {
        blocks.insert(1, Block::Heading(view.say("verification-act")));
        blocks.splice(2..2, acts);
    }
    Ok((view.say("mission-title"), blocks))
}

fn operations(view: &View<'_>, state: Option<&mission::State>) -> Vec<Block> {
    let form = |act: &str, key: &str, inputs: Vec<Input>| Block::Form {
        action: format!("/mission/{act}"),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: view.say(key),
        errors: Vec::new(),
        open: false,
    };
    let select = |name, label: &str, options| Input::Select {
        name,
        label: view.say(label),
        hint: String::new(),
        options,
        chosen: String::new(),
    };
    let now = view.field_time(view.now());
    let moment = |name, label: &str| field(view, name, label, "datetime-local", &now, true);
    let may = |action| view.visit.actor.may(action);
    let mut blocks = Vec::new();
    if let Some(state) = state.filter(|_| may(Action::LogWatch)) {
        let posts =
            state.charter.posts.iter().map(|post| (post.key.clone(), view.own(&post.name).to_owned())).collect();
        let watch = vec![select("post", "watch-post", posts), moment("from", "watch-from"), moment("to", "watch-to")];
        blocks.push(form("watch", "watch-new", watch));
        let kinds = RestrictionKind::ALL.iter();
        let kinds = kinds.map(|kind| (kind.code().to_owned(), view.code("restriction", kind.code()))).collect();
        let restriction = vec![
            select("kind", "restriction-kind", kinds),
            select("by", "restriction-by", view.party_options("restriction-by-unknown")),
            moment("from", "restriction-from"),
            moment("to", "restriction-to"),
            field(view, "lat", "column-lat", "text", "", true),
            field(view, "lon", "column-lon", "text", "", true),
            field(view, "place_ar", "mission-place-ar", "text", "", true),
            field(view, "place_en", "mission-place-en", "text", "", true),
            text(view, "reason_ar", "restriction-reason-ar", ""),
            text(view, "reason_en", "restriction-reason-en", ""),
            text(view, "task_ar", "restriction-task-ar", ""),
            text(view, "task_en", "restriction-task-en", ""),
        ];
        blocks.push(form("restriction", "restriction-new", restriction));
    }
    if may(Action::KeepMission) {
        if state.is_some() {
            let kinds = PostKind::ALL.iter();
            let kinds = kinds.map(|kind| (kind.code().to_owned(), view.code("post", kind.code()))).collect();
            let post = vec![
                select("kind", "kind", kinds),
                field(view, "key", "mission-post-key", "text", "", true),
                field(view, "name_ar", "title-ar", "text", "", true),
                field(view, "name_en", "title-en", "text", "", true),
                field(view, "lat", "column-lat", "text", "", true),
                field(view, "lon", "column-lon", "text", "", true),
                field(view, "range", "mission-range-m", "number", "5000", true),
            ];
            blocks.push(form("post", "mission-post-new", post));
        }
        let old = state.map(|state| &state.charter);
        let said = |text: Option<&Bilingual>, language: Language| {
            text.map(|text| text.in_language(language).to_owned()).unwrap_or_default()
        };
        let both = |ar: &'static str, en: &'static str, keys: [&str; 2], text: Option<&Bilingual>| {
            [
                field(view, ar, keys[0], "text", &said(text, Language::Arabic), true),
                field(view, en, keys[1], "text", &said(text, Language::English), true),
            ]
        };
        let mut charter = Vec::new();
        charter.extend(both("name_ar", "name_en", ["title-ar", "title-en"], old.map(|old| &old.name)));
        charter.extend(both(
            "mandate_ar",
            "mandate_en",
            ["mission-mandate-ar", "mission-mandate-en"],
            old.map(|old| &old.mandate),
        ));
        charter.extend(both("head_ar", "head_en", ["mission-head-ar", "mission-head-en"], old.map(|old| &old.head)));
        let staff = old.map_or_else(String::new, |old| old.staff.to_string());
        charter.push(field(view, "staff", "mission-staff", "number", &staff, true));
        blocks.push(form(
            "charter",
            if old.is_some() { "mission-charter-change" } else { "mission-charter-new" },
            charter,
        ));
    }
    blocks
}

async fn act(visit: Visit, Path(act): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let action = match act.as_str() {
        "post" | "charter" => Action::KeepMission,
        _ => Action::LogWatch,
    };
    visit.require(action)?;
    match done(&visit, &act, &form) {
        Ok(()) => Ok(Redirect::to("/mission").into_response()),
        Err(not) => again(&visit, "mission", page(&visit)?, &form, not),
    }
}

/// The stretch between two fields.
fn during(reading: &mut Reading<'_>) -> Option<Interval> {
    let (from, to) = (reading.moment("from")?, reading.moment("to")?);
    let during = Interval::new(from, to).ok();
    if during.is_none() {
        reading.wrong("to", "backwards", &[]);
    }
    during
}

/// Does it.
fn done(visit: &Visit, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let state = state(visit)?;
    let event = match act {
        "watch" => {
            let post = reading.choice("post", |text| Some(text.to_owned()));
            let (post, during) = reading_end(reading, post, during)?;
            mission::Event::WatchKept { post, during }
        }
        "restriction" => mission::Event::Restricted { restriction: restriction(reading)? },
        "post" => {
            let mut charter = state.map(|state| state.charter).ok_or_else(|| visit.failed(AppError::NotFound))?;
            charter.posts.push(new_post(reading)?);
            mission::Event::Chartered { charter }
        }
        "charter" => {
            let (name, mandate) = (reading.both("name"), reading.both("mandate"));
            let (head, staff) = (reading.both("head"), reading.number("staff", 0..=1_000_000));
            let posts = state.map(|state| state.charter.posts).unwrap_or_default();
            let made = || {
                let staff = u32::try_from(staff?).ok()?;
                Some(Charter { name: name?, mandate: mandate?, head: head?, staff, posts })
            };
            let made = made();
            mission::Event::Chartered { charter: reading.end(made)? }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    let subject = Subject { room: Room::Mission, id: "mission".to_owned() };
    Ok(super::record(visit, &subject, event.into())?)
}

/// Two values, the second of which is read after the first, so that all that is wrong is found.
fn reading_end<A, B>(
    mut reading: Reading<'_>,
    one: Option<A>,
    other: impl FnOnce(&mut Reading<'_>) -> Option<B>,
) -> Result<(A, B), Not> {
    let other = other(&mut reading);
    reading.end(one.zip(other))
}

fn restriction(mut reading: Reading<'_>) -> Result<Restriction, Not> {
    let find = |text: &str| RestrictionKind::ALL.iter().find(|kind| kind.code() == text).copied();
    let (kind, during) = (reading.choice("kind", find), during(&mut reading));
    let (at, by) = (reading.coordinates("lat", "lon"), reading.optional_party("by"));
    let (place, reason, task_lost) = (reading.both("place"), reading.both("reason"), reading.both("task"));
    let made = || {
        Some(Restriction {
            kind: kind?,
            during: during?,
            at: at?,
            place: place?,
            by,
            reason: reason?,
            task_lost: task_lost?,
        })
    };
    let made = made();
    reading.end(made)
}

fn new_post(mut reading: Reading<'_>) -> Result<Post, Not> {
    let kind = reading.choice("kind", |text| PostKind::ALL.iter().find(|kind| kind.code() == text).copied());
    let (key, name) = (reading.line("key"), reading.both("name"));
    let (at, range) = (reading.coordinates("lat", "lon"), reading.number("range", 0..=200_000));
    let made = || {
        let range_m = u32::try_from(range?).ok()?;
        Some(Post { key: key?.to_string(), kind: kind?, name: name?, at: at?, range_m })
    };
    let made = made();
    reading.end(made)
}

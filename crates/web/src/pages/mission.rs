//! The mission: who watches, when nobody did, and where it was kept from seeing.

use crate::blocks::{Block, Cell, show};
use crate::map::Mark;
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, read};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::{Action, App};
use mirqab_domain::{Room, mission, procedure};

/// How many days of coverage are shown.
const DAYS: i32 = 45;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/mission", get(page))
}

/// The mission, if it is set up.
pub(super) fn state(visit: &Visit) -> Result<Option<mission::State>, Failed> {
    let states = read(visit, |reader| Ok(reader.states(Room::Mission)?))?;
    Ok(procedure::as_mission(states.into_iter().next()))
}

async fn page(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let words = visit.words;
    let Some(state) = state(&visit)? else {
        let blocks = vec![Block::Notice("info", vec![view.say("mission-not-set-up")])];
        return show(&visit, "mission", view.say("mission-title"), blocks);
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
    let blocks = vec![
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
    show(&visit, "mission", view.say("mission-title"), blocks)
}

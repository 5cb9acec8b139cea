//! The mission: by whose decision it is there, from where it watches, when nobody did, and where it was kept from seeing.

mod coverage;
mod fields;
mod hazards;
mod patrols;
mod restrictions;
mod staff;

pub use coverage::rate;
pub use restrictions::offered;

use super::commitments::{field, text};
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::map::{Mark, Sector};
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use fields::{both, coded, during, form, from_to, hinted, places, reach, reaches, select};
use mirqab_app::mission::coverage::Sight;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::mission::{
    self, Charter, Field, Kept, Mandate, Outage, OutageCause, Patrol, Post, PostKind, Reach, State,
};
use mirqab_domain::procedure;
use mirqab_vocabulary::{Bilingual, BlobId, Instant, Interval, Language};

/// How many days of coverage are shown.
const DAYS: i32 = 45;
/// How many restrictions and outages are shown here; all of them have a page of their own.
const FEW: usize = 12;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/mission", get(show_page))
        .route("/mission/{act}", post(act))
        .merge(coverage::routes())
        .merge(restrictions::routes())
        .merge(staff::routes())
        .merge(patrols::routes())
        .merge(hazards::routes())
}

/// The mission, if it is set up.
pub(super) fn state(visit: &Visit) -> Result<Option<State>, Failed> {
    read(visit, |reader| Ok(mirqab_app::mission::state(reader)?))
}

/// The mission with its patrols, if it is set up.
pub(super) fn state_and_patrols(visit: &Visit) -> Result<Option<(State, Vec<Patrol>)>, Failed> {
    read(visit, |reader| {
        let Some(state) = mirqab_app::mission::state(reader)? else { return Ok(None) };
        Ok(Some((state, mirqab_app::mission::patrols(reader)?)))
    })
}

/// How much of it the reader may see.
fn sight(view: &View<'_>) -> Sight {
    Sight::of(&view.visit.actor, view.zone(), view.now())
}

/// Records one fact about the mission itself.
fn record(visit: &Visit, event: mission::Event) -> Result<(), Failed> {
    super::record(visit, &procedure::the_mission(), event.into())
}

async fn show_page(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = page(&visit)?;
    show(&visit, "mission", title, blocks)
}

/// The ways to the mission's other pages, as far as the reader may go them.
fn ways(view: &View<'_>) -> Block {
    let may = |action| view.visit.actor.may(action);
    let work = may(Action::SeeWork);
    let all = [
        (true, "mission-to-coverage", "/mission/coverage"),
        (true, "mission-to-restrictions", "/mission/restrictions"),
        (work, "mission-to-patrols", "/mission/patrols"),
        (work, "mission-to-hazards", "/mission/hazards"),
        (work || may(Action::KeepMission), "mission-to-staff", "/mission/staff"),
    ];
    let shown = all.iter().filter(|(shown, ..)| *shown);
    Block::Actions(shown.map(|(_, key, href)| (view.say(key), (*href).to_owned(), "")).collect())
}

fn page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let Some((state, patrols)) = state_and_patrols(visit)? else {
        let mut blocks = vec![Block::Notice("info", vec![view.say("mission-not-set-up")])];
        blocks.extend(operations(&view, None));
        return Ok((view.say("mission-title"), blocks));
    };
    let charter = &state.charter;
    let mut blocks = vec![ways(&view)];
    let acts = operations(&view, Some(&state));
    if !acts.is_empty() {
        blocks.push(Block::Acts(view.say("verification-act")));
        blocks.extend(acts);
    }
    blocks.push(Block::Facts(vec![
        (view.say("title"), vec![Cell::text(view.own(&charter.name))]),
        (view.say("mission-mandate"), vec![Cell::text(view.own(&charter.mandate))]),
        (view.say("mission-head"), vec![Cell::text(view.own(&charter.head))]),
        (view.say("mission-staff"), vec![Cell::text(view.number(charter.staff))]),
    ]));
    if !state.mandates.is_empty() {
        blocks.push(Block::Heading(view.say("mandates-title")));
        blocks.push(mandates(&view, &state));
    }
    blocks.push(Block::Heading(view.say("mission-posts")));
    blocks.push(
        view.map("mission-posts", Layers { shapes: hazards::shapes(&view, &state), ..posts_drawn(&view, &state) }),
    );
    if sight(&view) != Sight::Whole {
        blocks.push(Block::Intro(view.say("mission-coarse-note")));
    }
    blocks.push(posts(&view, &state));
    if visit.actor.may(Action::SeeWork) {
        blocks.push(Block::Heading(view.say("outages-title")));
        blocks.push(outages(&view, &state));
    }
    blocks.push(Block::Heading(view.say("restrictions-title")));
    blocks.push(Block::Intro(view.say("restrictions-intro")));
    blocks.push(restrictions::register(&view, &mirqab_app::mission::restrictions::listed(&state, None), FEW));
    blocks.push(Block::Heading(view.say("coverage-title")));
    blocks.push(Block::Intro(view.say("no-observation-hint")));
    blocks.push(by_day(&view, &state, &patrols));
    Ok((view.say("mission-title"), blocks))
}

fn mandates(view: &View<'_>, state: &State) -> Block {
    let rows = state.mandates.iter().map(|mandate| {
        let document = Cell::text(mandate.document.as_str()).noted(view.own(&mandate.body));
        let until = mandate.to.map_or_else(|| view.say("open-ended"), |to| view.time(to));
        let hash = mandate.text.as_ref().map_or_else(|| Cell::text(view.say("none")), |id| Cell::code(id.as_str()));
        vec![
            document,
            Cell::text(view.visit.words.day(mandate.decided_on)),
            Cell::text(view.time(mandate.from)).noted(until),
            Cell::text(view.own(&mandate.quote)),
            hash,
        ]
    });
    let head = ["mandate-document", "mandate-decided", "mandate-holds", "mandate-quote", "mandate-text"];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None)
}

/// The posts on the map: those who work see each with its direction; everybody else sees about where they are.
fn posts_drawn(view: &View<'_>, state: &State) -> Layers {
    let whole = sight(view) == Sight::Whole;
    let mut layers = Layers::default();
    for post in &state.charter.posts {
        let label = format!("{} – {}", view.own(&post.name), view.code("post", post.kind.code()));
        let farthest = post.reaches().into_iter().map(|(_, reach)| reach.day_m.max(reach.night_m)).max();
        let radius_m = farthest.unwrap_or(post.range_m);
        let (at, radius_m) = if whole { (post.at, radius_m) } else { mirqab_app::rows::coarse((post.at, radius_m)) };
        for (field, reach) in post.reaches().into_iter().filter(|_| whole) {
            let Some(field) = field.filter(|field| field.opening_tenths < 3600) else { continue };
            layers.sectors.push(Sector {
                lat: at.lat(),
                lon: at.lon(),
                bearing_deg: f64::from(field.bearing_tenths) / 10.0,
                error_deg: f64::from(field.opening_tenths) / 20.0,
                near_m: 0.0,
                far_m: f64::from(reach.day_m.max(reach.night_m)),
                class: "",
                label: label.clone(),
            });
        }
        layers.marks.push(Mark {
            lat: at.lat(),
            lon: at.lon(),
            radius_m: f64::from(radius_m),
            href: String::new(),
            label,
            class: "post".to_owned(),
        });
    }
    layers
}

/// How far something reaches by day and by night, in words.
fn reach_told(view: &View<'_>, reach: Option<Reach>) -> Cell {
    let Some(reach) = reach else { return Cell::text(view.say("none")) };
    let far = |metres: u32| if metres == 0 { view.say("reach-none") } else { view.visit.words.distance(metres) };
    let args: [String; 2] = [far(reach.day_m), far(reach.night_m)];
    Cell::text(
        view.visit
            .words
            .say_with("reach-day-night", &[("day", args[0].as_str().into()), ("night", args[1].as_str().into())]),
    )
}

fn posts(view: &View<'_>, state: &State) -> Block {
    let words = view.visit.words;
    let whole = sight(view) == Sight::Whole;
    let rows = state.charter.posts.iter().map(|post| {
        let mut cells = vec![
            Cell::text(view.own(&post.name)),
            Cell::text(view.code("post", post.kind.code())),
            match (post.sees, post.hears) {
                (None, None) => Cell::text(words.distance(post.range_m)),
                _ => reach_told(view, post.sees),
            },
            reach_told(view, post.hears),
        ];
        if whole {
            let last =
                state.watched_by_post().into_iter().filter(|(key, ..)| *key == post.key).map(|(.., to)| to).max();
            let last = last.and_then(|to| Instant::from_unix_s(to).ok());
            let last = last.map_or_else(|| view.say("none"), |at| view.time(at));
            cells.push(match state.open_outage(&post.key) {
                Some(held) => Cell::chip(view.code("outage", held.outage.cause.code()), "contested")
                    .noted(words.say_with("outage-since", &[("time", view.time(held.outage.from).as_str().into())])),
                None => Cell::text(last),
            });
        }
        cells
    });
    let mut head = vec!["title", "kind", "post-sees", "post-hears"];
    if whole {
        head.push("coverage-last-watch");
    }
    Block::Table(head.into_iter().map(|key| view.say(key)).collect(), rows.collect(), None)
}

fn outages(view: &View<'_>, state: &State) -> Block {
    let mut found: Vec<_> = state.standing_outages().collect();
    found.reverse();
    if found.is_empty() {
        return Block::Notice("info", vec![view.say("outages-none")]);
    }
    let rows = found.into_iter().take(FEW).map(|(number, held)| {
        let post = state.charter.posts.iter().find(|post| post.key == held.outage.post);
        let name = post.map_or(held.outage.post.as_str(), |post| view.own(&post.name));
        let during = match held.to.and_then(|to| Interval::new(held.outage.from, to).ok()) {
            Some(during) => Cell::text(view.interval(during)).noted(view.visit.words.duration_s(during.length_s())),
            None => Cell::text(view.time(held.outage.from)).noted(view.say("outage-goes-on")),
        };
        vec![
            Cell::number(view.number(number)),
            Cell::text(name.to_owned()),
            Cell::text(view.code("outage", held.outage.cause.code())).noted(held.outage.note.to_string()),
            during,
        ]
    });
    let head = ["restriction-number", "watch-post", "outage-cause", "restriction-during"];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), Some(view.say("outages-note")))
}

/// The last days: for how long somebody watched, by day and by night. Nobody is said so, and is no zero.
fn by_day(view: &View<'_>, state: &State, patrols: &[Patrol]) -> Block {
    let words = view.visit.words;
    let today = view.zone().day_of(view.now());
    let first = match sight(view) {
        Sight::Whole => today,
        Sight::Coarse { until } => view.zone().day_of(until),
    };
    let rows = (0..DAYS).filter_map(|back| {
        let day = first.plus_days(-back);
        let during = view.zone().interval_of(day).ok()?;
        let watched = mirqab_app::mission::coverage::hours(state, patrols, during).any;
        let total = during.length_s() + 1;
        let (chip, class) = match watched.total_s() {
            0 => (view.say("no-observation"), "unsigned"),
            watched if watched >= total => (view.say("coverage-watched"), "verified"),
            _ => (view.say("coverage-partly"), "probable"),
        };
        let hours = |seconds: i64| match seconds {
            0 => Cell::text(view.say("no-observation")),
            seconds => Cell::number(words.duration_s(seconds)),
        };
        Some(vec![
            Cell::text(words.day(day)),
            Cell::chip(chip, class),
            hours(watched.total_s()),
            hours(watched.day_s),
            hours(watched.night_s),
        ])
    });
    let head = ["day", "state", "coverage-watch-hours", "coverage-by-day", "coverage-by-night"];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None)
}

fn post_options(view: &View<'_>, state: &State) -> Vec<(String, String)> {
    state.charter.posts.iter().map(|post| (post.key.clone(), view.own(&post.name).to_owned())).collect()
}

fn operations(view: &View<'_>, state: Option<&State>) -> Vec<Block> {
    let may = |action| view.visit.actor.may(action);
    let action = |act: &str| format!("/mission/{act}");
    let now = view.field_time(view.now());
    let moment = |name, label: &str| field(view, name, label, "datetime-local", &now, true);
    let mut blocks = Vec::new();
    if let Some(state) = state.filter(|_| may(Action::LogWatch)) {
        let mut watch = vec![select(view, "post", "watch-post", post_options(view, state))];
        watch.extend([moment("from", "watch-from"), moment("to", "watch-to")]);
        blocks.push(form(view, action("watch"), "watch-new", watch));
        let outage = vec![
            select(view, "post", "watch-post", post_options(view, state)),
            moment("from", "outage-from"),
            select(view, "cause", "outage-cause", coded(view, "outage", OutageCause::ALL.iter().map(|one| one.code()))),
            text(view, "note", "outage-note", ""),
        ];
        blocks.push(form(view, action("outage"), "outage-new", outage));
        let out = state.charter.posts.iter().filter(|post| state.open_outage(&post.key).is_some());
        let out: Vec<_> = out.map(|post| (post.key.clone(), view.own(&post.name).to_owned())).collect();
        if !out.is_empty() {
            let ended = vec![select(view, "post", "watch-post", out), moment("at", "outage-to")];
            blocks.push(form(view, action("outage-end"), "outage-end", ended));
        }
        blocks.push(restrictions::new_form(view, state));
    }
    if let Some(state) = state.filter(|state| may(Action::KeepWatchLog) && !state.watches.is_empty()) {
        let _ = state;
        let inputs = vec![
            select(view, "kept", "taken-back-what", coded(view, "kept", Kept::ALL.iter().map(|one| one.code()))),
            hinted(view, "number", "restriction-number", "taken-back-number-hint", "number", true),
            text(view, "reason", "reason", ""),
        ];
        blocks.push(form(view, action("take-back"), "taken-back-new", inputs));
    }
    if may(Action::KeepMission) {
        if state.is_some() {
            blocks.push(post_form(view));
            let mut mandate = vec![
                field(view, "key", "mission-post-key", "text", "", true),
                field(view, "document", "mandate-document", "text", "", true),
            ];
            mandate.extend(both(view, "body_ar", "body_en", "mandate-body"));
            mandate.push(field(view, "decided_on", "mandate-decided", "date", "", true));
            mandate.extend(from_to(view, true));
            mandate.extend([
                text(view, "quote_ar", "mandate-quote-ar", ""),
                text(view, "quote_en", "mandate-quote-en", ""),
            ]);
            mandate.push(hinted(view, "hash", "mandate-text", "mandate-text-hint", "text", false));
            blocks.push(form(view, action("mandate"), "mandate-new", mandate));
        }
        blocks.push(charter_form(view, state.map(|state| &state.charter)));
    }
    blocks
}

fn post_form(view: &View<'_>) -> Block {
    let mut inputs = vec![
        select(view, "kind", "kind", coded(view, "post", PostKind::ALL.iter().map(|kind| kind.code()))),
        field(view, "key", "mission-post-key", "text", "", true),
        field(view, "name_ar", "title-ar", "text", "", true),
        field(view, "name_en", "title-en", "text", "", true),
        field(view, "lat", "column-lat", "text", "", true),
        field(view, "lon", "column-lon", "text", "", true),
        field(view, "range", "mission-range-m", "number", "5000", true),
    ];
    inputs.extend(reaches(view));
    inputs.push(hinted(view, "bearing", "post-bearing", "post-bearing-hint", "number", false));
    inputs.push(hinted(view, "opening", "post-opening", "post-opening-hint", "number", false));
    form(view, "/mission/post".to_owned(), "mission-post-new", inputs)
}

fn charter_form(view: &View<'_>, old: Option<&Charter>) -> Block {
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
    let area = old.map(|old| old.area.iter().map(|at| format!("{} {}\n", at.lat(), at.lon())).collect::<String>());
    charter.push(Input::Area {
        name: "area",
        label: view.say("mission-area"),
        hint: view.say("mission-area-hint"),
        value: area.unwrap_or_default(),
        required: false,
    });
    let key = if old.is_some() { "mission-charter-change" } else { "mission-charter-new" };
    form(view, "/mission/charter".to_owned(), key, charter)
}

async fn act(visit: Visit, Path(act): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let action = match act.as_str() {
        "post" | "charter" | "mandate" => Action::KeepMission,
        "take-back" => Action::KeepWatchLog,
        _ => Action::LogWatch,
    };
    visit.require(action)?;
    let back = if act == "restriction" { "/mission/restrictions" } else { "/mission" };
    match done(&visit, &act, &form) {
        Ok(()) => Ok(Redirect::to(back).into_response()),
        Err(not) => again(&visit, "mission", page(&visit)?, &form, not),
    }
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
        "outage" => {
            let post = reading.choice("post", |text| Some(text.to_owned()));
            let (from, cause) = (reading.moment("from"), reading.choice("cause", OutageCause::from_code));
            let note = reading.passage("note");
            let made = || Some(Outage { post: post?, from: from?, cause: cause?, note: note? });
            let made = made();
            mission::Event::OutageBegan { outage: reading.end(made)? }
        }
        "outage-end" => {
            let post = reading.choice("post", |text| Some(text.to_owned()));
            let (post, at) = reading_end(reading, post, |reading| reading.moment("at"))?;
            mission::Event::OutageEnded { post, at }
        }
        "restriction" => mission::Event::Restricted { restriction: restrictions::read_form(reading, form)? },
        "take-back" => {
            let (kept, number) =
                (reading.choice("kept", Kept::from_code), reading.number("number", 1..=u64::from(u32::MAX)));
            let reason = reading.passage("reason");
            let number = number.and_then(|number| u32::try_from(number).ok());
            let (kept, (number, reason)) = reading.end(kept.zip(number.zip(reason)))?;
            mission::Event::TakenBack { kept, number, reason }
        }
        "mandate" => mission::Event::Mandated { mandate: mandate(reading, form)? },
        "post" => {
            let mut charter = state.map(|state| state.charter).ok_or_else(|| visit.failed(AppError::NotFound))?;
            charter.posts.push(new_post(reading, form)?);
            mission::Event::Chartered { charter }
        }
        "charter" => {
            let (name, mandate) = (reading.both("name"), reading.both("mandate"));
            let (head, staff) = (reading.both("head"), reading.number("staff", 0..=1_000_000));
            let area = places(&mut reading, "area", form.get("area"));
            let posts = state.map(|state| state.charter.posts).unwrap_or_default();
            let made = || {
                let staff = u32::try_from(staff?).ok()?;
                Some(Charter { name: name?, mandate: mandate?, head: head?, staff, posts, area: area? })
            };
            let made = made();
            mission::Event::Chartered { charter: reading.end(made)? }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(record(visit, event)?)
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

fn mandate(mut reading: Reading<'_>, form: &Form) -> Result<Mandate, Not> {
    let (key, document, body) = (reading.line("key"), reading.line("document"), reading.both("body"));
    let (decided_on, from, to) = (reading.day("decided_on"), reading.moment("from"), reading.optional_moment("to"));
    let quote = reading.both("quote");
    let text = form.some("hash").and_then(|hash| {
        let read = BlobId::try_from(hash.to_ascii_lowercase()).ok();
        if read.is_none() {
            reading.wrong("hash", "hash", &[]);
        }
        read
    });
    let made = || {
        Some(Mandate {
            key: key?,
            body: body?,
            document: document?,
            decided_on: decided_on?,
            from: from?,
            to,
            quote: quote?,
            text,
        })
    };
    let made = made();
    reading.end(made)
}

fn new_post(mut reading: Reading<'_>, form: &Form) -> Result<Post, Not> {
    let kind = reading.choice("kind", |text| PostKind::ALL.iter().find(|kind| kind.code() == text).copied());
    let (key, name) = (reading.line("key"), reading.both("name"));
    let (at, range) = (reading.coordinates("lat", "lon"), reading.number("range", 0..=200_000));
    let said = |a: &str, b: &str| [form.has_some(a), form.has_some(b)];
    let sees = reach(&mut reading, "sees_day", "sees_night", said("sees_day", "sees_night"));
    let hears = reach(&mut reading, "hears_day", "hears_night", said("hears_day", "hears_night"));
    let looks = match said("bearing", "opening") {
        [false, false] => Some(None),
        _ => {
            let tenths = |degrees: u64| u16::try_from(degrees * 10).ok();
            let (bearing, opening) = (reading.number("bearing", 0..=359), reading.number("opening", 1..=360));
            let made = || Some(Field { bearing_tenths: tenths(bearing?)?, opening_tenths: tenths(opening?)? });
            made().map(Some)
        }
    };
    let made = || {
        let range_m = u32::try_from(range?).ok()?;
        let (sees, hears) = (sees.ok()?, hears.ok()?);
        Some(Post { key: key?.to_string(), kind: kind?, name: name?, at: at?, range_m, field: looks?, sees, hears })
    };
    let made = made();
    reading.end(made)
}

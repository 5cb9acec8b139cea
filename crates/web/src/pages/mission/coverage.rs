//! Who could have seen what: the map, the figures of any area and period, and what was reported there beside them.

use super::ways;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::map::{LEVELS, Square};
use crate::reading::latin_digits;
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::mission::coverage::{COARSE_M, Coverage, DAYS_MOST, DELAY_DAYS, Shape, Sight, by};
use mirqab_app::mission::export::{days_csv, squares_geojson};
use mirqab_app::{Action, App, AppError, Light, Means, Rate, Seen};
use mirqab_domain::agreement;
use mirqab_vocabulary::{Coordinates, Interval, LocalDay};
use std::sync::Arc;

/// How many squares are drawn at most.
const SQUARES_MOST: u32 = 8_000;
/// How many days are shown if nothing is asked.
const DAYS: i32 = 28;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/mission/coverage", get(show_page))
        .route("/data/coverage.csv", get(as_csv))
        .route("/data/coverage.geojson", get(as_geojson))
}

/// What the address asks for, and what of it could not be read.
struct Asked {
    shape: Shape,
    during: Interval,
    first: LocalDay,
    last: LocalDay,
    means: Option<Means>,
    light: &'static str,
    wrong: Vec<String>,
}

/// The times of day to choose from.
const LIGHTS: [&str; 3] = ["any", "day", "night"];

fn asked(view: &View<'_>) -> Result<Asked, Failed> {
    let form = Form::of_query(&view.visit.query);
    let mut wrong = Vec::new();
    let newest = match Sight::of(&view.visit.actor, view.zone(), view.now()) {
        Sight::Whole => view.zone().day_of(view.now()),
        Sight::Coarse { until } => view.zone().day_of(until),
    };
    let mut day = |name: &str, otherwise: LocalDay| match form.some(name) {
        None => otherwise,
        Some(text) => LocalDay::parse(&latin_digits(text)).unwrap_or_else(|_| {
            wrong.push(view.say("field-not-a-day"));
            otherwise
        }),
    };
    let last = day("last_day", newest);
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
    let span =
        |day: LocalDay| view.zone().interval_of(day).map_err(|error| view.visit.failed(AppError::Failed(error.into())));
    let during = Interval::new(span(first)?.from(), span(last)?.to());
    let during = during.map_err(|error| view.visit.failed(AppError::Failed(error.into())))?;
    let shape = shape(view, &form, &mut wrong);
    let means = Means::ALL.into_iter().find(|means| means.code() == form.get("means"));
    let light = LIGHTS.into_iter().find(|light| *light == form.get("light")).unwrap_or("any");
    Ok(Asked { shape, during, first, last, means, light, wrong })
}

/// The area that is asked for: a circle if a place is given, else a zone, else the mission's own.
fn shape(view: &View<'_>, form: &Form, wrong: &mut Vec<String>) -> Shape {
    let number = |name: &str| latin_digits(form.get(name)).replace('\u{66B}', ".").parse::<f64>().ok();
    let radius_m = (number("radius_km").unwrap_or(25.0).clamp(0.5, 1_000.0) * 1000.0) as u32;
    if let Some(name) = form.some("place") {
        match view.visit.app.place(name) {
            Some((at, own_m)) => return Shape::Circle(at, radius_m.max(own_m)),
            None => wrong.push(view.say("coverage-place-unknown")),
        }
    }
    if form.has_some("lat") || form.has_some("lon") {
        match number("lat").zip(number("lon")).and_then(|(lat, lon)| Coordinates::from_degrees(lat, lon).ok()) {
            Some(at) => return Shape::Circle(at, radius_m),
            None => wrong.push(view.say("field-places")),
        }
    }
    match zones(view).into_iter().find(|(key, ..)| *key == form.get("area")) {
        Some((.., points)) => Shape::Polygon(points),
        None => Shape::Mission,
    }
}

/// The areas of the agreements that can be chosen: key, name, corners.
fn zones(view: &View<'_>) -> Vec<(String, String, Vec<Coordinates>)> {
    let mut found = Vec::new();
    for state in &view.agreements {
        for zone in state.agreement.zones.iter().filter(|zone| zone.form == agreement::Form::Area) {
            found.push((format!("{}.{}", state.id, zone.key), view.own(&zone.title).to_owned(), zone.points.clone()));
        }
    }
    found
}

/// The coverage that may be told of, or why there is none.
enum Told {
    Made(Arc<Coverage>),
    Not(&'static str),
}

fn told(view: &View<'_>, asked: &Asked) -> Result<Told, Failed> {
    let visit = view.visit;
    let sight = Sight::of(&visit.actor, view.zone(), view.now());
    if !sight.admits(&asked.shape) {
        return Ok(Told::Not("coverage-too-small"));
    }
    if sight.cut(asked.during).is_none() {
        return Ok(Told::Not("coverage-too-new"));
    }
    // Long enough work to keep it from those that wait for a page.
    let made = tokio::task::block_in_place(|| visit.app.coverage(sight, &asked.shape, asked.during));
    let made = made.map_err(|error| visit.failed(error))?;
    Ok(made.map_or(Told::Not("mission-not-set-up"), Told::Made))
}

async fn show_page(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let asked = asked(&view)?;
    let mut blocks = vec![ways(&view), Block::Intro(view.say("coverage-intro")), filter(&view, &asked)];
    if !asked.wrong.is_empty() {
        blocks.push(Block::Notice("warn", asked.wrong.clone()));
    }
    match told(&view, &asked)? {
        Told::Not(why) => blocks.push(Block::Notice("info", vec![view.say(why)])),
        Told::Made(coverage) => blocks.extend(answer(&view, &asked, &coverage)),
    }
    show(&visit, "mission", view.say("coverage-title"), blocks)
}

fn filter(view: &View<'_>, asked: &Asked) -> Block {
    let form = Form::of_query(&view.visit.query);
    let line = |name: &'static str, label: &str, kind: &'static str, value: String| Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value,
        kind,
        required: false,
    };
    let select = |name: &'static str, label: &str, options: Vec<(String, String)>, chosen: &str| Input::Select {
        name,
        label: view.say(label),
        hint: String::new(),
        options,
        chosen: chosen.to_owned(),
    };
    let areas = std::iter::once((String::new(), view.say("coverage-mission-area")))
        .chain(zones(view).into_iter().map(|(key, name, _)| (key, name)));
    let means = std::iter::once((String::new(), view.say("means-any")))
        .chain(Means::ALL.iter().map(|means| (means.code().to_owned(), view.code("watch-means", means.code()))));
    let lights = LIGHTS.map(|light| (light.to_owned(), view.code("light", light)));
    Block::Form {
        action: view.visit.path.clone(),
        method: "get",
        csrf: String::new(),
        inputs: vec![
            line("first_day", "coverage-first-day", "date", asked.first.to_string()),
            line("last_day", "coverage-last-day", "date", asked.last.to_string()),
            select("area", "coverage-area", areas.collect(), form.get("area")),
            line("place", "coverage-place", "text", form.get("place").to_owned()),
            line("radius_km", "coverage-radius", "number", form.some("radius_km").unwrap_or("25").to_owned()),
            select("means", "coverage-means", means.collect(), asked.means.map_or("", Means::code)),
            select("light", "coverage-light", lights.to_vec(), asked.light),
        ],
        button: view.say("button-show"),
        fold: String::new(),
        errors: Vec::new(),
        open: true,
    }
}

/// The seconds that the map shows of a cell.
fn pick(seen: &Seen, asked: &Asked) -> i64 {
    let light = by(seen, asked.means);
    match asked.light {
        "day" => light.day_s,
        "night" => light.night_s,
        _ => light.total_s(),
    }
}

/// The ends of the patterns, in thousandths of the time that could have been watched.
const ENDS: [i64; LEVELS as usize] = [20, 100, 300, 700, 1000];

fn drawn(view: &View<'_>, asked: &Asked, coverage: &Coverage) -> Block {
    let period = match asked.light {
        "day" => coverage.covered.period.day_s,
        "night" => coverage.covered.period.night_s,
        _ => coverage.covered.period.total_s(),
    };
    let whole = Sight::of(&view.visit.actor, view.zone(), view.now()) == Sight::Whole;
    let least_m = if whole { 0.0 } else { COARSE_M };
    let squares = coverage.squares(least_m, SQUARES_MOST, |seen| pick(seen, asked));
    let level = |seconds: i64| {
        let permille = seconds * 1000 / period.max(1);
        (1u8..).zip(ENDS).find(|(_, end)| permille <= *end).map_or(LEVELS, |(level, _)| level)
    };
    let squares: Vec<Square> = squares
        .iter()
        .map(|square| Square {
            south: square.south,
            west: square.west,
            north: square.north,
            east: square.east,
            level: level(square.seconds),
        })
        .collect();
    let ends = ENDS.map(|end| view.visit.words.duration_s(period * end / 1000));
    let levels =
        ends.iter().map(|end| view.visit.words.say_with("coverage-level", &[("duration", end.as_str().into())]));
    let levels = if squares.is_empty() { Vec::new() } else { levels.collect() };
    let shapes = view.agreements.iter().filter(|state| state.in_force(view.now())).flat_map(|state| view.shapes(state));
    // Two readings of one line have one name at one place: over a dense pattern nobody could read it.
    let shapes = shapes.map(|shape| crate::map::Shape { label: String::new(), ..shape });
    view.map("coverage-map", Layers { squares, levels, shapes: shapes.collect(), ..Layers::default() })
}

/// A stretch of watching; nobody is said so, and is no zero.
fn hours(view: &View<'_>, seconds: i64) -> Cell {
    match seconds {
        0 => Cell { number: true, ..Cell::chip(view.say("no-observation"), "unsigned") },
        seconds => Cell::number(view.visit.words.duration_s(seconds)),
    }
}

/// A number to two places after the point.
fn hundredths(view: &View<'_>, number: f64) -> String {
    view.visit.words.thousandths((number * 100.0).round().max(0.0) as u64 * 10)
}

/// A rate with its interval; where nobody watched there is none.
pub fn rate(view: &View<'_>, rate: Option<Rate>) -> Cell {
    let Some(rate) = rate else { return Cell::text(view.say("rate-none")) };
    let (low, high) = (hundredths(view, rate.low), hundredths(view, rate.high));
    let note =
        view.visit.words.say_with("rate-interval", &[("low", low.as_str().into()), ("high", high.as_str().into())]);
    Cell::number(hundredths(view, rate.per_100)).noted(note)
}

fn square_km(view: &View<'_>, m2: f64) -> String {
    let km2 = (m2 / 1e6).round().max(0.0) as u64;
    let number = view.number(km2);
    view.visit.words.say_with("format-square-kilometres", &[("n", number.as_str().into())])
}

fn answer(view: &View<'_>, asked: &Asked, coverage: &Coverage) -> Vec<Block> {
    let words = view.visit.words;
    let whole = Sight::of(&view.visit.actor, view.zone(), view.now()) == Sight::Whole;
    let anywhere = &coverage.covered.anywhere;
    let mut blocks = Vec::new();
    if anywhere.any.total_s() == 0 {
        blocks.push(Block::Notice("warn", vec![view.say("coverage-nobody"), view.say("no-observation-hint")]));
    }
    if !whole {
        let days = u64::from(DELAY_DAYS.unsigned_abs());
        blocks.push(Block::Notice("info", vec![words.say_with("coverage-public-note", &[("n", days.into())])]));
    }
    if coverage.rough {
        blocks.push(Block::Notice("info", vec![view.say("coverage-rough-note")]));
    }
    blocks.push(drawn(view, asked, coverage));
    blocks.push(Block::Intro(view.say("coverage-map-note")));
    let share = words.percent(coverage.share_permille(), 1000);
    let seen = match anywhere.any.total_s() {
        0 => Cell::text(view.say("no-observation")),
        _ => Cell::text(square_km(view, coverage.seen_m2)),
    };
    let share = match anywhere.any.total_s() {
        0 => Cell::text(view.say("no-observation")),
        _ => Cell::text(share).noted(view.say("coverage-share-note")),
    };
    let in_view = match anywhere.any.total_s() {
        0 => Cell::text(view.say("no-observation")),
        _ => Cell::number(view.number(coverage.in_view)).noted(view.say("coverage-in-view-note")),
    };
    blocks.push(Block::Facts(vec![
        (view.say("coverage-period"), vec![Cell::text(view.interval(coverage.during))]),
        (view.say("coverage-area-size"), vec![Cell::text(square_km(view, coverage.area_m2))]),
        (view.say("coverage-area-seen"), vec![seen]),
        (view.say("coverage-share-of-all"), vec![share]),
        (view.say("rule-incidents-reported"), vec![Cell::number(view.number(coverage.reported))]),
        (view.say("coverage-in-view"), vec![in_view]),
        (view.say("coverage-rate"), vec![rate(view, coverage.rate())]),
    ]));
    blocks.push(Block::Heading(view.say("coverage-by-means")));
    blocks.push(by_means(view, anywhere, coverage.covered.period));
    blocks.push(Block::Heading(view.say("figures-by-day")));
    let days = coverage.days.iter().rev().map(|day| {
        let in_view = match day.watched.total_s() {
            0 => Cell::text(view.say("no-observation")),
            _ => Cell::number(view.number(day.in_view)),
        };
        vec![
            Cell::text(words.day(day.day)),
            Cell::number(view.number(day.reported)),
            in_view,
            hours(view, day.watched.day_s),
            hours(view, day.watched.night_s),
            rate(view, day.rate()),
        ]
    });
    let head =
        ["day", "rule-incidents-reported", "coverage-in-view", "coverage-by-day", "coverage-by-night", "coverage-rate"];
    blocks.push(Block::Table(head.map(|key| view.say(key)).to_vec(), days.collect(), Some(view.say("rule-rate-hint"))));
    let query = if view.visit.query.is_empty() { String::new() } else { format!("?{}", view.visit.query) };
    blocks.push(Block::Actions(vec![
        (view.say("data-coverage-csv"), format!("/data/coverage.csv{query}"), ""),
        (view.say("data-coverage-geojson"), format!("/data/coverage.geojson{query}"), ""),
    ]));
    blocks
}

/// For how long by each means, by day and by night, against how long the period was.
pub fn by_means(view: &View<'_>, seen: &Seen, period: Light) -> Block {
    let row = |name: String, light: Light| {
        vec![Cell::text(name), hours(view, light.day_s), hours(view, light.night_s), hours(view, light.total_s())]
    };
    let mut rows: Vec<_> =
        Means::ALL.iter().map(|means| row(view.code("watch-means", means.code()), seen.of(*means))).collect();
    rows.push(row(view.say("means-any"), seen.any));
    rows.push(row(view.say("coverage-period-long"), period));
    let head = ["coverage-means", "coverage-by-day", "coverage-by-night", "figures-total"];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows, Some(view.say("coverage-means-note")))
}

/// The coverage that the address asks for, as a file; what may not be told is not there.
fn written(visit: &Visit, write: impl Fn(&Coverage, f64) -> anyhow::Result<Vec<u8>>) -> Result<Vec<u8>, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(visit)?;
    let least_m = match Sight::of(&visit.actor, view.zone(), view.now()) {
        Sight::Whole => 0.0,
        Sight::Coarse { .. } => COARSE_M,
    };
    match told(&view, &asked(&view)?)? {
        Told::Made(coverage) => write(&coverage, least_m).map_err(|error| visit.failed(AppError::Failed(error))),
        Told::Not(_) => Err(visit.failed(AppError::NotFound)),
    }
}

async fn as_csv(visit: Visit) -> Result<Response, Failed> {
    let bytes = written(&visit, |coverage, _| days_csv(coverage))?;
    Ok(super::super::data::file(bytes, "text/csv; charset=utf-8", "coverage.csv"))
}

async fn as_geojson(visit: Visit) -> Result<Response, Failed> {
    let bytes = written(&visit, squares_geojson)?;
    Ok(super::super::data::file(bytes, "application/geo+json", "coverage.geojson"))
}

//! Where the mission was kept from moving and seeing: the public table, by kind and by party, and the register.

use super::super::commitments::{field, text};
use super::fields::{both, coded, during, form, from_to, select};
use super::{state_and_patrols, ways};
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::mission::restrictions::{Counted, counted, listed};
use mirqab_app::{Action, App};
use mirqab_domain::mission::{Restriction, RestrictionKind, State};
use mirqab_vocabulary::{Interval, Line, LocalDay, PartyCode, PatrolId};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/mission/restrictions", get(show_page)).route("/data/restrictions.csv", get(as_csv))
}

/// The local days that the address asks for; everything if it asks for none.
pub fn asked(view: &View<'_>) -> Option<Interval> {
    let form = Form::of_query(&view.visit.query);
    let day = |name| LocalDay::parse(&crate::reading::latin_digits(form.get(name))).ok();
    let (first, last) = (day("first_day")?, day("last_day")?);
    let (first, last) = (view.zone().interval_of(first).ok()?, view.zone().interval_of(last).ok()?);
    Interval::new(first.from(), last.to()).ok()
}

async fn show_page(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = page(&visit)?;
    show(&visit, "mission", title, blocks)
}

fn page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let title = view.say("restrictions-title");
    let Some((state, patrols)) = state_and_patrols(visit)? else {
        return Ok((title, vec![Block::Notice("info", vec![view.say("mission-not-set-up")])]));
    };
    let during = asked(&view);
    let found = listed(&state, during);
    let parties: Vec<PartyCode> = view.parties().iter().map(|party| party.code.clone()).collect();
    let table = counted(&found, &parties, &patrols, during);
    let mut blocks = vec![ways(&view), Block::Intro(view.say("restrictions-intro")), filter(&view)];
    if visit.actor.may(Action::LogWatch) {
        blocks.push(new_form(&view, &state));
    }
    blocks.push(Block::Heading(view.say("restrictions-by-kind")));
    blocks.push(by_kind(&view, &table));
    blocks.push(Block::Heading(view.say("restrictions-by-party")));
    blocks.push(by_party(&view, &table));
    blocks.push(Block::Heading(view.say("restrictions-register")));
    blocks.push(register(&view, &found, usize::MAX));
    let query = if visit.query.is_empty() { String::new() } else { format!("?{}", visit.query) };
    blocks.push(Block::Actions(vec![(view.say("restrictions-csv"), format!("/data/restrictions.csv{query}"), "")]));
    Ok((title, blocks))
}

/// The days to choose.
fn filter(view: &View<'_>) -> Block {
    let form = Form::of_query(&view.visit.query);
    let day = |name: &'static str, label: &str| Input::Line {
        name,
        label: view.say(label),
        hint: String::new(),
        value: form.get(name).to_owned(),
        kind: "date",
        required: false,
    };
    Block::Form {
        action: view.visit.path.clone(),
        method: "get",
        csrf: String::new(),
        inputs: vec![day("first_day", "coverage-first-day"), day("last_day", "coverage-last-day")],
        button: view.say("button-show"),
        fold: String::new(),
        errors: Vec::new(),
        open: true,
    }
}

fn by_kind(view: &View<'_>, table: &Counted) -> Block {
    let rows = RestrictionKind::ALL.iter().zip(&table.kinds).map(|(kind, number)| {
        vec![Cell::text(view.code("restriction", kind.code())), Cell::number(view.number(*number))]
    });
    let total: u64 = table.kinds.iter().sum();
    let note = view.visit.words.say_with(
        "restrictions-against",
        &[("n", total.into()), ("planned", table.planned.into()), ("out", table.set_out.into())],
    );
    let head = ["restriction-kind", "figures-total"].map(|key| view.say(key)).to_vec();
    Block::Table(head, rows.collect(), Some(note))
}

/// Each party has the same columns in the same words, a party without any its zeros, and nobody known the last line.
fn by_party(view: &View<'_>, table: &Counted) -> Block {
    let words = view.visit.words;
    let rows = table.lines.iter().map(|line| {
        let name = line.by.as_ref().map_or_else(|| view.say("restriction-by-unknown"), |party| view.party(party));
        let told = match line.patrols_notified {
            Some(number) => Cell::number(view.number(number)),
            None => Cell::number(view.say("not-known")),
        };
        let mut cells = vec![Cell::text(name)];
        cells.extend(line.kinds.iter().map(|number| Cell::number(view.number(*number))));
        cells.push(Cell::number(view.number(line.total)));
        cells.push(Cell::number(view.number(line.notified)));
        cells.push(match line.lasted_s {
            0 => Cell::number(view.number(0_u64)),
            seconds => Cell::number(words.duration_s(seconds)),
        });
        cells.push(told);
        cells
    });
    let mut head = vec![view.say("restriction-by")];
    head.extend(RestrictionKind::ALL.iter().map(|kind| view.code("restriction", kind.code())));
    let more = ["figures-total", "restrictions-notified", "restrictions-lasted", "restrictions-patrols-notified"];
    head.extend(more.map(|key| view.say(key)));
    Block::Table(head, rows.collect(), Some(view.say("restrictions-by-party-note")))
}

/// The restrictions one by one, at most so many.
pub fn register(view: &View<'_>, found: &[(u32, &Restriction)], most: usize) -> Block {
    if found.is_empty() {
        return Block::Notice("info", vec![view.say("restrictions-none")]);
    }
    let words = view.visit.words;
    let rows = found.iter().take(most).map(|(number, one)| {
        let by = one.by.as_ref().map_or_else(|| view.say("restriction-by-unknown"), |party| view.party(party));
        let by = Cell::text(by);
        let by = match &one.seen {
            Some(seen) => by.noted(view.own(seen)),
            None => by,
        };
        let notified = match one.notified {
            Some(true) => "restriction-notified",
            Some(false) => "restriction-not-notified",
            None => "not-known",
        };
        vec![
            Cell::number(view.number(*number)),
            Cell::text(view.code("restriction", one.kind.code())).noted(view.own(&one.place)),
            by,
            Cell::text(view.interval(one.during)).noted(words.duration_s(one.during.length_s())),
            Cell::text(view.own(&one.reason)),
            Cell::text(view.own(&one.task_lost)),
            Cell::text(view.say(notified)),
        ]
    });
    let head = [
        "restriction-number",
        "restriction-kind",
        "restriction-by",
        "restriction-during",
        "restriction-reason",
        "restriction-task",
        "restriction-notified-before",
    ];
    Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None)
}

/// The form in which one is recorded.
pub fn new_form(view: &View<'_>, state: &State) -> Block {
    let mut inputs = vec![
        select(
            view,
            "kind",
            "restriction-kind",
            coded(view, "restriction", RestrictionKind::ALL.iter().map(|kind| kind.code())),
        ),
        select(view, "by", "restriction-by", view.party_options("restriction-by-unknown")),
    ];
    inputs.extend(from_to(view, false));
    inputs.push(field(view, "lat", "column-lat", "text", "", true));
    inputs.push(field(view, "lon", "column-lon", "text", "", true));
    inputs.extend(both(view, "place_ar", "place_en", "mission-place"));
    inputs.extend([
        text(view, "reason_ar", "restriction-reason-ar", ""),
        text(view, "reason_en", "restriction-reason-en", ""),
        text(view, "task_ar", "restriction-task-ar", ""),
        text(view, "task_en", "restriction-task-en", ""),
    ]);
    let known = ["yes", "no"].map(|code| {
        (code.to_owned(), view.say(if code == "yes" { "restriction-notified" } else { "restriction-not-notified" }))
    });
    let first = |key: &str| std::iter::once((String::new(), view.say(key)));
    inputs.push(select(view, "notified", "restriction-notified-before", first("not-known").chain(known).collect()));
    let teams = state.teams.iter().map(|team| (team.key.to_string(), view.own(&team.name).to_owned()));
    inputs.push(select(view, "team", "team", first("none").chain(teams).collect()));
    inputs.push(field(view, "patrol", "restriction-patrol", "text", "", false));
    inputs.push(field(view, "seen_ar", "restriction-seen-ar", "text", "", false));
    inputs.push(field(view, "seen_en", "restriction-seen-en", "text", "", false));
    form(view, "/mission/restriction".to_owned(), "restriction-new", inputs)
}

/// Reads that form.
pub fn read_form(mut reading: Reading<'_>, form: &Form) -> Result<Restriction, Not> {
    let (kind, during) = (reading.choice("kind", RestrictionKind::from_code), during(&mut reading));
    let (at, by) = (reading.coordinates("lat", "lon"), reading.optional_party("by"));
    let (place, reason, task_lost) = (reading.both("place"), reading.both("reason"), reading.both("task"));
    let notified = match form.get("notified") {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    let team = form.some("team").and_then(|text| Line::parse(text).ok());
    let patrol = form.has_some("patrol").then(|| reading.id::<PatrolId>("patrol")).flatten();
    let said = form.has_some("seen_ar") || form.has_some("seen_en");
    let seen = said.then(|| reading.both("seen")).flatten();
    let made = || {
        Some(Restriction {
            kind: kind?,
            during: during?,
            at: at?,
            place: place?,
            by,
            reason: reason?,
            task_lost: task_lost?,
            seen,
            notified,
            team,
            patrol,
        })
    };
    let made = made();
    reading.end(made)
}

/// A restriction in one line, as it is offered to whoever could not verify.
pub fn offered(view: &View<'_>, number: u32, one: &Restriction) -> String {
    let by = one.by.as_ref().map_or_else(|| view.say("restriction-by-unknown"), |party| view.party(party));
    let kind = view.code("restriction", one.kind.code());
    format!("{} · {kind} · {by} · {} · {}", view.number(number), view.own(&one.place), view.interval(one.during))
}

async fn as_csv(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let during = asked(&view);
    let bytes = read(&visit, |reader| {
        let size = reader.log_size()?;
        let state = mirqab_app::mission::state(reader)?;
        let found = state.as_ref().map(|state| listed(state, during)).unwrap_or_default();
        Ok(mirqab_app::mission::export::restrictions_csv(&found, size)?)
    })?;
    Ok(super::super::data::file(bytes, "text/csv; charset=utf-8", "restrictions.csv"))
}

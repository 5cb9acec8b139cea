//! Sittings of the bodies: calling one with an agenda, its minutes, and the cases that were put off.

use super::procedure::seat;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::inputs::{area, line};
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::response::{candidates, sitting, sittings};
use mirqab_app::{Action, App, AppError, Reader};
use mirqab_domain::agreement::Seat;
use mirqab_domain::response::{
    AgendaItem, Call, Event, ItemEnd, ItemOutcome, MOST_ITEMS, Matter, Minutes, Sitting, SittingStanding,
};
use mirqab_domain::{Room, Subject};
use mirqab_vocabulary::{AccountId, AgreementId, FindingId, IncidentId, SittingId};
use std::collections::BTreeMap;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/findings/sittings", get(list).post(call))
        .route("/findings/sittings/{id}", get(one))
        .route("/findings/sittings/{id}/{act}", post(act))
}

const ENDS: [&str; MOST_ITEMS] = [
    "end_1", "end_2", "end_3", "end_4", "end_5", "end_6", "end_7", "end_8", "end_9", "end_10", "end_11", "end_12",
    "end_13", "end_14", "end_15", "end_16", "end_17", "end_18", "end_19", "end_20",
];
const SAID: [&str; MOST_ITEMS] = [
    "said_1", "said_2", "said_3", "said_4", "said_5", "said_6", "said_7", "said_8", "said_9", "said_10", "said_11",
    "said_12", "said_13", "said_14", "said_15", "said_16", "said_17", "said_18", "said_19", "said_20",
];

/// What incidents are called, by their finding.
type Titles = BTreeMap<FindingId, String>;

fn titles(view: &View<'_>, reader: &dyn Reader, items: &[AgendaItem]) -> anyhow::Result<Titles> {
    let mut titles = Titles::new();
    for item in items {
        if let Some(row) = reader.incident(IncidentId::parse(item.finding.as_str())?)? {
            titles.insert(item.finding, view.own(&row.title).to_owned());
        }
    }
    Ok(titles)
}

fn title_of(titles: &Titles, id: FindingId) -> String {
    titles.get(&id).cloned().unwrap_or_else(|| id.to_string())
}

fn body_title(view: &View<'_>, agreement: AgreementId, key: &str) -> String {
    let known = view.agreements.iter().find(|state| state.id == agreement);
    let mut procedures = known.into_iter().flat_map(|state| state.procedures.iter().rev());
    let found = procedures.find_map(|(_, procedure)| procedure.body(key));
    found.map_or_else(|| key.to_owned(), |(_, body)| view.own(&body.title).to_owned())
}

fn state_of(view: &View<'_>, sitting: &Sitting) -> Cell {
    match (&sitting.held, &sitting.cancelled) {
        (Some(_), _) => Cell::chip(view.say("sitting-held"), "verified"),
        (_, Some(_)) => Cell::chip(view.say("sitting-cancelled"), "neutral"),
        _ if sitting.call.begins_at < view.now() => Cell::chip(view.say("sitting-minutes-missing"), "overdue"),
        _ => Cell::chip(view.say("sitting-called"), "claimed"),
    }
}

/// The end of an item, where the sitting was held.
fn end_of(sitting: &Sitting, number: usize) -> Option<&ItemOutcome> {
    let (_, minutes) = sitting.held.as_ref()?;
    minutes.outcomes.iter().find(|outcome| usize::try_from(outcome.item) == Ok(number))
}

fn end_chip(view: &View<'_>, outcome: Option<&ItemOutcome>) -> Cell {
    let Some(outcome) = outcome else { return Cell::text("–") };
    let class = match outcome.end {
        ItemEnd::Decided => "verified",
        ItemEnd::PutOff => "claimed",
        ItemEnd::Noted => "neutral",
    };
    Cell::chip(view.code("item-end", outcome.end.code()), class).noted(outcome.said.to_string())
}

/// The sittings on whose agenda a case is or was.
pub(super) fn of_case(view: &View<'_>, id: FindingId, sittings: &[Sitting]) -> Vec<Block> {
    let mut rows = Vec::new();
    for sitting in sittings {
        for (number, item) in (1..).zip(&sitting.call.agenda).filter(|(_, item)| item.finding == id) {
            rows.push(vec![
                Cell::link(view.time(sitting.call.begins_at), format!("/findings/sittings/{}", sitting.id)),
                Cell::text(body_title(view, sitting.call.agreement, &sitting.call.body)),
                Cell::text(view.code("matter", item.matter.code())),
                end_chip(view, end_of(sitting, number)),
                state_of(view, sitting),
            ]);
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let head = ["sitting", "docket-body", "agenda-matter", "item-end", "state"].map(|key| view.say(key)).to_vec();
    vec![Block::Heading(view.say("sittings-of-case")), Block::Table(head, rows, None)]
}

fn parsed(visit: &Visit, text: &str) -> Result<SittingId, Failed> {
    SittingId::parse(text).map_err(|_| visit.failed(AppError::NotFound))
}

fn allowed(visit: &Visit) -> Result<(), Failed> {
    if !visit.actor.may(Action::Vote) {
        visit.require(Action::SeeWork)?;
    }
    Ok(())
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    let (title, blocks) = list_page(&visit)?;
    show(&visit, "findings", title, blocks)
}

fn list_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    allowed(visit)?;
    let view = View::of(visit)?;
    let found = read(visit, |reader| Ok(sittings(reader, &visit.actor)?))?;
    let rows = found.iter().map(|sitting| {
        let ended = |end| {
            let outcomes = sitting.held.iter().flat_map(|(_, minutes)| &minutes.outcomes);
            Cell::number(view.number(outcomes.filter(|outcome| outcome.end == end).count() as u64))
        };
        vec![
            Cell::link(view.time(sitting.call.begins_at), format!("/findings/sittings/{}", sitting.id))
                .noted(sitting.call.place.to_string()),
            Cell::text(body_title(&view, sitting.call.agreement, &sitting.call.body)),
            Cell::number(view.number(sitting.call.agenda.len() as u64)),
            ended(ItemEnd::Decided),
            ended(ItemEnd::PutOff),
            state_of(&view, sitting),
        ]
    });
    let head = ["sitting", "docket-body", "agenda-items", "item-end-decided", "item-end-put-off", "state"];
    let mut blocks = vec![
        Block::Intro(view.say("sittings-intro")),
        Block::Actions(vec![(view.say("docket-title"), "/findings/docket".to_owned(), "")]),
    ];
    if found.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("sittings-none")]));
    } else {
        blocks.push(Block::Table(head.map(|key| view.say(key)).to_vec(), rows.collect(), None));
    }
    if visit.actor.may(Action::KeepMinutes) {
        blocks.push(calling(&view, &found)?);
    }
    Ok((view.say("sittings-title"), blocks))
}

/// The items that may be put on an agenda, each ticked if the last sitting put it off.
fn ticks(view: &View<'_>, chosen: &dyn Fn(&AgendaItem) -> bool) -> Result<Vec<Input>, Failed> {
    let (items, titles) = read(view.visit, |reader| {
        let items = candidates(reader, view.now())?;
        let titles = titles(view, reader, &items)?;
        Ok((items, titles))
    })?;
    let tick = |item: &AgendaItem| Input::Tick {
        name: "item",
        value: format!("{}:{}", item.finding, item.matter.code()),
        label: format!("{} – {}", title_of(&titles, item.finding), view.code("matter", item.matter.code())),
        ticked: chosen(item),
    };
    Ok(items.iter().map(tick).collect())
}

fn calling(view: &View<'_>, found: &[Sitting]) -> Result<Block, Failed> {
    let mut bodies = Vec::new();
    for state in &view.agreements {
        for body in state.procedure(view.now()).map_or(&[][..], |procedure| &procedure.bodies) {
            let value = format!("{}:{}", state.id, body.key);
            bodies.push((value, format!("{} – {}", view.own(&body.title), view.own(&state.agreement.title))));
        }
    }
    let put_off = |item: &AgendaItem| {
        let last = found.iter().filter(|sitting| sitting.held.is_some()).find_map(|sitting| {
            let number = sitting.call.agenda.iter().position(|other| other == item)? + 1;
            end_of(sitting, number)
        });
        last.is_some_and(|outcome| outcome.end == ItemEnd::PutOff)
    };
    let mut inputs = vec![
        Input::Select {
            name: "body",
            label: view.say("docket-body"),
            hint: String::new(),
            options: bodies,
            chosen: String::new(),
        },
        line(view, "begins_at", "sitting-begins", "datetime-local", view.field_time(view.now().plus_s(2 * 86_400))),
        line(view, "place", "sitting-place", "text", String::new()),
        Input::Group(view.say("agenda-title")),
    ];
    inputs.extend(ticks(view, &put_off)?);
    Ok(Block::Form {
        action: "/findings/sittings".to_owned(),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say("sitting-call"),
        fold: view.say("sitting-call"),
        errors: Vec::new(),
        open: false,
    })
}

/// The agenda as it was ticked.
fn agenda(reading: &mut Reading<'_>, form: &Form) -> Option<Vec<AgendaItem>> {
    let item = |text: &String| {
        let (finding, matter) = text.split_once(':')?;
        Some(AgendaItem { finding: finding.parse().ok()?, matter: Matter::from_code(matter)? })
    };
    let chosen = form.all("item");
    let items: Option<Vec<AgendaItem>> = chosen.iter().map(item).collect();
    match items {
        Some(items) if !items.is_empty() => return Some(items),
        Some(_) => reading.wrong("item", "required", &[]),
        None => reading.wrong("item", "id", &[]),
    }
    None
}

async fn call(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::KeepMinutes)?;
    match called(&visit, &form) {
        Ok(id) => Ok(Redirect::to(&format!("/findings/sittings/{id}")).into_response()),
        Err(not) => again(&visit, "findings", list_page(&visit)?, &form, not),
    }
}

fn called(visit: &Visit, form: &Form) -> Result<SittingId, Not> {
    let mut reading = Reading::of(visit, form);
    let body = reading.choice("body", |text| {
        let (agreement, body) = text.split_once(':')?;
        Some((agreement.parse::<AgreementId>().ok()?, body.to_owned()))
    });
    let made = body.zip(reading.moment("begins_at")).zip(reading.line("place"));
    let made = made.zip(agenda(&mut reading, form));
    let ((((agreement, body), begins_at), place), agenda) = reading.end(made)?;
    let (ms, random) = super::fresh(visit);
    let id = SittingId::from_parts(ms, random);
    let call = Call { agreement, body, begins_at, place, agenda };
    super::record(visit, &about(id), Event::SittingCalled { call: Box::new(call) }.into())?;
    Ok(id)
}

fn about(id: SittingId) -> Subject {
    Subject { room: Room::Response, id: id.to_string() }
}

async fn one(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    let (title, blocks) = page(&visit, parsed(&visit, &text)?)?;
    show(&visit, "findings", title, blocks)
}

fn page(visit: &Visit, id: SittingId) -> Result<(String, Vec<Block>), Failed> {
    allowed(visit)?;
    let view = View::of(visit)?;
    let (sitting, standing, titles) = read(visit, |reader| {
        let (found, standing) = sitting(reader, &visit.actor, id, view.now())?;
        let titles = titles(&view, reader, &found.call.agenda)?;
        Ok((found, standing, titles))
    })?;
    let words = visit.words;
    let body = body_title(&view, sitting.call.agreement, &sitting.call.body);
    let mut strip = vec![
        (view.say("docket-body"), vec![Cell::text(body.clone())]),
        (view.say("sitting-begins"), vec![Cell::text(view.time(sitting.call.begins_at))]),
        (view.say("sitting-place"), vec![Cell::text(sitting.call.place.to_string())]),
        (view.say("state"), vec![state_of(&view, &sitting)]),
    ];
    if let Some((_, minutes)) = &sitting.held {
        let there = standing.quorum(&minutes.present);
        let quorum = if there { ("body-quorum-there", "verified") } else { ("body-quorum-missing", "claimed") };
        strip.push((view.say("body-quorum"), vec![Cell::chip(view.say(quorum.0), quorum.1)]));
    }
    let mut blocks = vec![Block::Strip(strip)];
    let rows = (1usize..).zip(&sitting.call.agenda).map(|(number, item)| {
        vec![
            Cell::number(view.number(number as u64)),
            Cell::link(title_of(&titles, item.finding), format!("/findings/{}", item.finding)),
            Cell::text(view.code("matter", item.matter.code())),
            end_chip(&view, end_of(&sitting, number)),
        ]
    });
    let head = ["identifier", "title", "agenda-matter", "item-end"].map(|key| view.say(key)).to_vec();
    blocks.push(Block::Heading(view.say("agenda-title")));
    blocks.push(Block::Table(head, rows.collect(), None));
    if let Some((at, minutes)) = &sitting.held {
        let present = |seat: &Seat| minutes.present.iter().any(|one| one.account == seat.account);
        let seats = standing.seats.iter().chain(minutes.present.iter().filter(|seat| !standing.seats.contains(seat)));
        let rows = seats.map(|one| {
            let there = if present(one) { ("seat-present", "verified") } else { ("seat-absent", "neutral") };
            vec![Cell::text(seat(&view, one)), Cell::chip(view.say(there.0), there.1)]
        });
        blocks.push(Block::Heading(view.say("attendance-title")));
        let head = ["seat-who", "state"].map(|key| view.say(key)).to_vec();
        blocks.push(Block::Table(head, rows.collect(), None));
        blocks.push(Block::Heading(view.say("body-minutes")));
        let began = [("time", view.time(minutes.began_at).into()), ("recorded", view.time(*at).into())];
        blocks.push(Block::Quote(minutes.text.to_string(), "", words.say_with("sitting-began-at", &began)));
    }
    if let Some((at, reason)) = &sitting.cancelled {
        blocks.push(Block::Notice("info", vec![view.time(*at), reason.to_string()]));
    }
    let changes = sitting.changes.iter();
    let changes: Vec<_> = changes
        .map(|(at, why)| ("done", view.time(*at), view.say("event-response-agenda-changed"), why.to_string()))
        .collect();
    if !changes.is_empty() {
        blocks.push(Block::Timeline(changes));
    }
    blocks.extend(forms(&view, &sitting, &standing, &titles)?);
    let list = vec![(view.say("sittings-title"), "/findings/sittings".to_owned(), "")];
    blocks.push(Block::Actions(list));
    Ok((
        words.say_with("sitting-title", &[("body", body.into()), ("time", view.time(sitting.call.begins_at).into())]),
        blocks,
    ))
}

fn forms(
    view: &View<'_>,
    sitting: &Sitting,
    standing: &SittingStanding,
    titles: &Titles,
) -> Result<Vec<Block>, Failed> {
    let over = sitting.held.is_some() || sitting.cancelled.is_some();
    if over || !view.visit.actor.may(Action::KeepMinutes) {
        return Ok(Vec::new());
    }
    let form = |act: &str, key: &str, inputs: Vec<Input>, open: bool| Block::Form {
        action: format!("/findings/sittings/{}/{act}", sitting.id),
        method: "post",
        csrf: view.visit.csrf.clone(),
        inputs,
        button: view.say(key),
        fold: view.say(key),
        errors: Vec::new(),
        open,
    };
    let mut blocks = vec![Block::Acts(view.say("verification-act"))];
    if sitting.call.begins_at <= view.now() {
        let began = view.field_time(sitting.call.begins_at);
        let mut inputs = vec![line(view, "began_at", "sitting-began", "datetime-local", began)];
        inputs.push(Input::Group(view.say("attendance-title")));
        inputs.extend(standing.seats.iter().map(|one| Input::Tick {
            name: "present",
            value: one.account.to_string(),
            label: seat(view, one),
            ticked: false,
        }));
        for (number, item) in sitting.call.agenda.iter().enumerate().take(MOST_ITEMS) {
            let matter = view.code("matter", item.matter.code());
            inputs.push(Input::Group(format!("{} – {matter}", title_of(titles, item.finding))));
            let ends = ItemEnd::ALL.iter().map(|end| (end.code().to_owned(), view.code("item-end", end.code())));
            inputs.push(Input::Select {
                name: ENDS[number],
                label: view.say("item-end"),
                hint: view.say("item-end-hint"),
                options: ends.collect(),
                chosen: String::new(),
            });
            inputs.push(area(view, SAID[number], "item-said"));
        }
        inputs.push(Input::Group(view.say("body-minutes")));
        inputs.push(area(view, "text", "sitting-text"));
        blocks.push(form("held", "sitting-record", inputs, true));
    } else {
        let mut inputs = ticks(view, &|item| sitting.call.agenda.contains(item))?;
        inputs.push(area(view, "reason", "reason"));
        blocks.push(form("agenda", "agenda-change", inputs, false));
    }
    blocks.push(form("cancel", "sitting-cancel", vec![area(view, "reason", "reason")], false));
    Ok(blocks)
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::KeepMinutes)?;
    let id = parsed(&visit, &text)?;
    match done(&visit, id, &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/findings/sittings/{id}")).into_response()),
        Err(not) => again(&visit, "findings", page(&visit, id)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, id: SittingId, act: &str, form: &Form) -> Result<(), Not> {
    let now = visit.app.surroundings().now();
    let (sitting, standing) = read(visit, |reader| sitting(reader, &visit.actor, id, now))?;
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "agenda" => {
            let made = agenda(&mut reading, form).zip(reading.passage("reason"));
            let (agenda, reason) = reading.end(made)?;
            Event::AgendaChanged { agenda, reason }
        }
        "held" => {
            let began_at = reading.moment("began_at");
            let present = present(&mut reading, form, &standing);
            let mut outcomes = Some(Vec::new());
            for (number, item) in (1u32..).zip(ENDS.iter().zip(SAID).take(sitting.call.agenda.len())) {
                let end = reading.choice(item.0, ItemEnd::from_code);
                let made = end.zip(reading.passage(item.1));
                outcomes = outcomes.zip(made).map(|(mut all, (end, said))| {
                    all.push(ItemOutcome { item: number, end, said });
                    all
                });
            }
            let made = began_at.zip(present).zip(outcomes).zip(reading.passage("text"));
            let (((began_at, present), outcomes), text) = reading.end(made)?;
            Event::SittingHeld { minutes: Box::new(Minutes { began_at, present, outcomes, text }) }
        }
        "cancel" => {
            let reason = reading.passage("reason");
            Event::SittingCancelled { reason: reading.end(reason)? }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::record(visit, &about(id), event.into())?)
}

/// Those seated who were there; nobody may have been.
fn present(reading: &mut Reading<'_>, form: &Form, standing: &SittingStanding) -> Option<Vec<Seat>> {
    if form.all("present").is_empty() {
        return Some(Vec::new());
    }
    let there = reading.ids::<AccountId>("present")?;
    let seats: Option<Vec<Seat>> =
        there.iter().map(|account| standing.seats.iter().find(|seat| seat.account == *account).cloned()).collect();
    if seats.is_none() {
        reading.wrong("present", "unknown-code", &[]);
    }
    seats
}

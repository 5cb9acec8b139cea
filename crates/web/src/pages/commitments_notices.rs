//! Notices of flights, convoys, exercises and demining.

use super::commitments::{begin, coded, field, folded, select, slice, text, ticked, ticks};
use super::commitments_board::rooms;
use super::commitments_pauses::{drawn, extent_fields, extent_of, filed_by, filing, optional_line, place, when};
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{Layers, View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::commitment::{Sight, register, sight_of_notice, subject};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::commitment::{Event, Fit, Notice, NoticeKind, Notified};
use mirqab_vocabulary::{AgreementId, Code, CommitmentId, Role};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/commitments/notices", get(list).post(file))
        .route("/commitments/notices/{id}", get(one))
        .route("/commitments/notices/{id}/{act}", post(act))
}

fn by(view: &View<'_>, notice: &Notified) -> String {
    notice.notice.by.as_ref().map_or_else(|| view.say("notice-by-mission"), |by| view.party(by))
}

fn chip(view: &View<'_>, notice: &Notified) -> Cell {
    let during = notice.notice.during;
    let (key, class) = match &notice.cancelled {
        Some(_) => ("notice-cancelled", "contested"),
        None if view.now() < during.from() => ("notice-ahead", "neutral"),
        None if view.now() <= during.to() => ("notice-on", "in-force"),
        None => ("notice-over", "neutral"),
    };
    Cell::chip(view.say(key), class)
}

/// When it was announced, and whether that was before it began.
fn announced(view: &View<'_>, notice: &Notified) -> Cell {
    let before = notice.announced.at < notice.notice.during.from();
    let told = Cell::text(view.time(notice.announced.at));
    if before { told } else { told.noted(view.say("notice-afterwards")) }
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = list_page(&visit)?;
    show(&visit, "commitments", title, blocks)
}

fn list_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let all = read(visit, |reader| Ok(register(reader)?))?.notices;
    let mut blocks = vec![Block::Intro(view.say("notices-intro")), rooms(&view, "notices")];
    let seen = all.iter().map(|notice| (notice, sight_of_notice(&visit.actor, notice, view.now())));
    let (seen, more) = slice(visit, seen.filter(|(_, sight)| *sight != Sight::Nothing).rev().collect());
    let mut layers = Layers::default();
    let rows = seen.iter().map(|(notice, sight)| {
        let told = &notice.notice;
        let (kind, href) = (view.code("notice-kind", told.kind.code()), format!("/commitments/notices/{}", notice.id));
        drawn(&view, &told.place, *sight, &kind, &mut layers);
        let announced = if *sight == Sight::Whole { announced(&view, notice) } else { Cell::text(String::new()) };
        vec![
            Cell::link(kind, href),
            Cell::text(by(&view, notice)),
            announced,
            Cell::text(when(&view, told.during, *sight)),
            place(&view, &told.place, *sight),
            chip(&view, notice),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let head = ["kind", "notice-by", "notice-notified-at", "time", "place", "state"].map(|key| view.say(key)).to_vec();
    if rows.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("nothing-here")]));
    } else {
        blocks.push(Block::Table(head, rows, None));
        blocks.extend(more);
        blocks.push(view.map("map-title", layers));
    }
    if visit.actor.may(Action::Announce) {
        let mut inputs = filing(&view, "notice-by");
        inputs.extend([
            select(&view, "kind", "kind", coded::<NoticeKind>(&view, "notice-kind")),
            field(&view, "at", "notice-notified-at", "datetime-local", &view.field_time(view.now()), true),
            text(&view, "what_ar", "notice-text-ar", ""),
            text(&view, "what_en", "notice-text-en", ""),
        ]);
        inputs.extend(extent_fields(&view));
        inputs.push(Input::Group(view.say("notice-shared-with")));
        inputs.extend(ticks(&view, "shared"));
        blocks.push(folded(&view, "/commitments/notices".into(), "notice-new", inputs));
    }
    Ok((view.say("notices-title"), blocks))
}

async fn file(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Announce)?;
    match filed(&visit, &form) {
        Ok(id) => Ok(Redirect::to(&format!("/commitments/notices/{id}")).into_response()),
        Err(not) => again(&visit, "commitments", list_page(&visit)?, &form, not),
    }
}

fn filed(visit: &Visit, form: &Form) -> Result<CommitmentId, Not> {
    let mut reading = Reading::of(visit, form);
    let (agreement, kind) = (reading.id::<AgreementId>("agreement"), reading.code::<NoticeKind>("kind"));
    let (by, source) = (filed_by(visit, &mut reading), optional_line(form, &mut reading, "source"));
    let (notified_at, text) = (reading.moment("at"), reading.both("what"));
    let extent = extent_of(form, &mut reading);
    let shared_with = ticked(&View::of(visit)?, form, "shared");
    let made = || {
        let (place, during) = extent?;
        let (agreement, kind, notified_at, text) = (agreement?, kind?, notified_at?, text?);
        Some(Notice { agreement, kind, by, source, notified_at, during, place, text, shared_with })
    };
    let made = made();
    let notice = Box::new(reading.end(made)?);
    begin(visit, Event::Notified { notice })
}

fn found(visit: &Visit, id: &str) -> Result<(Notified, Sight), Failed> {
    let all = read(visit, |reader| Ok(register(reader)?))?.notices;
    let found = all.into_iter().find(|notice| notice.id.as_str() == id.to_uppercase());
    let notice = found.ok_or_else(|| visit.failed(AppError::NotFound))?;
    match sight_of_notice(&visit.actor, &notice, visit.app.surroundings().now()) {
        Sight::Nothing => Err(visit.failed(AppError::NotFound)),
        sight => Ok((notice, sight)),
    }
}

async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = page(&visit, &found(&visit, &id)?)?;
    show(&visit, "commitments", title, blocks)
}

fn page(visit: &Visit, (notice, sight): &(Notified, Sight)) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let told = &notice.notice;
    let kind = view.code("notice-kind", told.kind.code());
    let mut facts = vec![
        (view.say("state"), vec![chip(&view, notice)]),
        (view.say("notice-by"), vec![Cell::text(by(&view, notice))]),
        (view.say("time"), vec![Cell::text(when(&view, told.during, *sight))]),
        (view.say("place"), vec![place(&view, &told.place, *sight)]),
    ];
    if *sight == Sight::Whole {
        let source = told.source.as_ref().map_or_else(|| view.say("commitment-filed-itself"), ToString::to_string);
        facts.push((view.say("notice-notified-at"), vec![announced(&view, notice).noted(source)]));
        let shared = if told.shared_with.is_empty() { view.say("none") } else { view.party_list(&told.shared_with) };
        facts.push((view.say("notice-shared-with"), vec![Cell::text(shared)]));
    }
    let mut blocks = vec![Block::Strip(facts)];
    match sight {
        Sight::Whole => {
            blocks.push(Block::Quote(view.own(&told.text).to_owned(), view.language().code(), by(&view, notice)))
        }
        _ => blocks.push(Block::Notice("info", vec![view.say("notice-coarse")])),
    }
    if let (Some((at, reason)), Sight::Whole) = (&notice.cancelled, sight) {
        let when = view.time(*at);
        let said = visit.words.say_with("notice-cancelled-at", &[("time", when.as_str().into())]);
        // Words of somebody, set apart so that they turn nothing around them.
        blocks.push(Block::Notice("warn", vec![said, format!("\u{2068}{reason}\u{2069}")]));
    }
    blocks.push(Block::Notice("info", vec![view.say("notice-says")]));
    let mut layers = Layers::default();
    drawn(&view, &told.place, *sight, &kind, &mut layers);
    blocks.push(view.map("map-title", layers));
    if visit.actor.may(Action::Announce) && notice.cancelled.is_none() && *sight == Sight::Whole {
        let mut inputs = vec![
            field(&view, "at", "time", "datetime-local", &view.field_time(view.now()), true),
            text(&view, "reason", "reason", ""),
        ];
        if visit.actor.role != Role::PartyLiaison {
            inputs.push(field(&view, "source", "commitment-source", "text", "", false));
        }
        blocks.push(folded(&view, format!("/commitments/notices/{}/cancel", notice.id), "notice-cancel", inputs));
    }
    Ok((kind, blocks))
}

async fn act(visit: Visit, Path((id, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Announce)?;
    let state = found(&visit, &id)?;
    match done(&visit, &state.0, &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/commitments/notices/{}", state.0.id)).into_response()),
        Err(not) => again(&visit, "commitments", page(&visit, &state)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, notice: &Notified, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "cancel" => {
            let source = optional_line(form, &mut reading, "source");
            let made = reading.moment("at").zip(reading.passage("reason"));
            let (at, reason) = reading.end(made)?;
            Event::NoticeCancelled { at, reason, source }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::record(visit, &subject(notice.id), event.into())?)
}

/// The notices that answer to an incident, for those who read cases.
pub(super) fn answering(view: &View<'_>, found: &[(Notified, Fit)]) -> Vec<Block> {
    if found.is_empty() {
        return Vec::new();
    }
    let rows = found.iter().map(|(notice, fit)| {
        let told = &notice.notice;
        let (key, class) = match fit {
            Fit::Within => ("notice-fits", "verified"),
            Fit::Perhaps => ("notice-may-fit", "unconfirmed"),
        };
        vec![
            Cell::link(view.code("notice-kind", told.kind.code()), format!("/commitments/notices/{}", notice.id))
                .noted(by(view, notice)),
            announced(view, notice),
            Cell::text(view.interval(told.during)),
            place(view, &told.place, Sight::Whole),
            Cell::chip(view.say(key), class),
        ]
    });
    let head = ["kind", "notice-notified-at", "time", "place", "state"].map(|key| view.say(key)).to_vec();
    vec![
        Block::Heading(view.say("notices-of-incident")),
        Block::Table(head, rows.collect(), Some(view.say("notice-says"))),
    ]
}

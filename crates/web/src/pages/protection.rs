//! The protection of a report, or of an item of evidence: what of it is sealed and who asks to open it, what is to be erased and what was.

use super::commitments::{folded, select, text};
use super::findings::person;
use super::reports;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::{Form, saved};
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::protection::Thing;
use mirqab_app::sealed::Given;
use mirqab_app::{Action, App, AppError, protection, verification};
use mirqab_domain::report::{Erasure, Ground, Opened, Part, Request, Step, Tombstone};
use mirqab_vocabulary::{BlobId, IncidentId, ReportId};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/reports/{id}/protection/{act}", post(act_on_report))
        .route("/reports/{id}/opening", post(take_of_report))
        .route("/verifications/{id}/evidence/{number}/protection", get(item))
        .route("/verifications/{id}/evidence/{number}/protection/{act}", post(act_on_evidence))
        .route("/verifications/{id}/evidence/{number}/opening", post(take_of_evidence))
}

/// Where it has its pages.
pub(super) fn address(thing: Thing) -> String {
    match thing {
        Thing::Report(id) => format!("/reports/{id}"),
        Thing::Evidence(id, number) => format!("/verifications/{id}/evidence/{number}"),
    }
}

/// Where what protects it is shown.
pub(super) fn home(thing: Thing) -> String {
    match thing {
        Thing::Report(_) => address(thing),
        Thing::Evidence(..) => format!("{}/protection", address(thing)),
    }
}

/// Parts in words.
pub(super) fn parts(view: &View<'_>, parts: &[Part]) -> String {
    let each: Vec<String> = parts.iter().map(|part| view.code("erased-part", part.code())).collect();
    each.join(" · ")
}

/// What was erased, in a sentence, and by whom.
pub(super) fn tombstone(view: &View<'_>, one: &Tombstone) -> Vec<String> {
    let (what, ground) = (parts(view, &one.parts), view.code("ground", &one.ground.code().replace('_', "-")));
    let (by, second) = (person(view, one.proposed_by), person(view, one.decided_by));
    let said = [("what", what.as_str().into()), ("ground", ground.as_str().into())];
    let decided = [("first", by.as_str().into()), ("second", second.as_str().into())];
    vec![
        view.visit.words.say_with("erased-what", &said),
        format!("{} · {}", view.time(one.at), view.visit.words.say_with("erased-by", &decided)),
    ]
}

/// Everything of this, for those who work on cases.
pub(super) fn blocks(view: &View<'_>, thing: Thing) -> Result<Vec<Block>, Failed> {
    let visit = view.visit;
    let (one, openable) = read(visit, |reader| {
        let one = protection::guarded(reader, thing)?;
        let openable = protection::openable(reader, &one)?;
        Ok((one, openable))
    })?;
    let state = &one.protection;
    let mut blocks: Vec<Block> =
        state.tombstones.iter().map(|one| Block::Notice("warn", tombstone(view, one))).collect();
    if !visit.actor.may(Action::SeeWork) {
        return Ok(blocks);
    }
    let at = |act: &str| format!("{}/protection/{act}", address(thing));
    if let Some(waiting) = &state.erasure {
        let (what, ground) =
            (parts(view, &waiting.parts), view.code("ground", &waiting.ground.code().replace('_', "-")));
        let by = person(view, waiting.by);
        let args = [("what", what.as_str().into()), ("ground", ground.as_str().into()), ("by", by.as_str().into())];
        let sentence = visit.words.say_with("erasure-waits", &args);
        blocks.push(Block::Notice("warn", vec![sentence, view.say("erasure-for-ever")]));
        if visit.actor.may(Action::Decide) {
            let named: Vec<&str> = waiting.parts.iter().map(|part| part.code()).collect();
            let inputs = vec![
                Input::Hidden("parts", named.join(" ")),
                Input::Hidden("ground", waiting.ground.code().to_owned()),
            ];
            blocks.push(folded(view, at("erase"), "erasure-decide", inputs));
            blocks.push(folded(view, at("decline-erasure"), "erasure-decline", vec![reason(view)]));
        }
    } else if visit.actor.may(Action::ProposeErasure) {
        let left = Part::ALL.iter().filter(|part| one.has(**part));
        let tick = |part: &Part| Input::Tick {
            name: "parts",
            value: part.code().to_owned(),
            label: view.code("erased-part", part.code()),
            ticked: false,
        };
        let mut inputs = vec![Input::Group(view.say("erasure-what"))];
        inputs.extend(left.map(tick));
        let grounds = Ground::ALL
            .iter()
            .map(|ground| (ground.code().to_owned(), view.code("ground", &ground.code().replace('_', "-"))));
        inputs.push(select(view, "ground", "erasure-ground", grounds.collect()));
        inputs.push(reason(view));
        blocks.push(folded(view, at("propose-erasure"), "erasure-propose", inputs));
    }
    let waits = state.openings.last().filter(|request| request.waits());
    if let Some(request) = state.openings.last() {
        blocks.push(Block::Strip(standing(view, request)));
        let own = visit.actor.account == Some(request.by);
        if own && (request.enough() && request.waits() || request.opened.is_some()) {
            blocks.push(folded(view, format!("{}/opening", address(thing)), "opening-take", Vec::new()));
        }
        if request.waits() && (own || visit.actor.may(Action::Decide)) {
            blocks.push(folded(view, at("close-opening"), "opening-close", Vec::new()));
        }
    }
    if !openable.is_empty() && waits.is_none() && visit.actor.may(Action::AskOpening) {
        let each = openable.iter().map(|what| (what.code().to_owned(), view.code("opened", what.code())));
        let inputs = vec![
            select(view, "what", "opening-what", each.collect()),
            Input::Line {
                name: "key",
                label: view.say("opening-key"),
                hint: visit.words.say_with("opening-key-hint", &[("command", "mirqab keys new".into())]),
                value: String::new(),
                kind: "text",
                required: true,
            },
            reason(view),
        ];
        blocks.push(folded(view, at("ask-opening"), "opening-ask", inputs));
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Heading(view.say("protection-title")));
    }
    Ok(blocks)
}

fn reason(view: &View<'_>) -> Input {
    text(view, "reason", "reason", "protection-reason-hint")
}

/// A request to open, at a glance.
fn standing(view: &View<'_>, request: &Request) -> Vec<(String, Vec<Cell>)> {
    let (code, class) = match (request.opened.is_some(), request.closed) {
        (true, _) => ("opened", "verified"),
        (_, true) => ("closed", "neutral"),
        _ if request.enough() => ("granted", "in-force"),
        _ => ("waiting", "overdue"),
    };
    let count = |number: usize| view.number(u32::try_from(number).unwrap_or(u32::MAX));
    let of = [("n", (request.consents.len() as u64).into()), ("of", u64::from(request.threshold).into())];
    vec![
        (view.say("opening-title"), vec![Cell::chip(view.code("opening", code), class)]),
        (view.say("opening-what"), vec![Cell::text(view.code("opened", request.what.code()))]),
        (view.say("opening-by"), vec![Cell::text(person(view, request.by)).noted(view.time(request.at))]),
        (view.say("opening-consents"), vec![Cell::text(view.visit.words.say_with("opening-consents-of", &of))]),
        (view.say("opening-refusals"), vec![Cell::text(count(request.refused.len()))]),
    ]
}

fn report_of(visit: &Visit, text: &str) -> Result<Thing, Failed> {
    ReportId::parse(text).map(Thing::Report).map_err(|_| visit.failed(AppError::NotFound))
}

fn evidence_of(visit: &Visit, text: &str, number: u32) -> Result<Thing, Failed> {
    super::incidents::id(visit, text).map(|id| Thing::Evidence(id, number))
}

/// The page on which it stands.
fn page(visit: &Visit, thing: Thing) -> Result<(&'static str, (String, Vec<Block>)), Failed> {
    match thing {
        Thing::Report(id) => Ok(("reports", reports::page(visit, id)?)),
        Thing::Evidence(id, number) => Ok(("verifications", item_page(visit, id, number)?)),
    }
}

async fn item(visit: Visit, Path((text, number)): Path<(String, u32)>) -> Result<Response, Failed> {
    let id = super::incidents::id(&visit, &text)?;
    let (title, blocks) = item_page(&visit, id, number)?;
    show(&visit, "verifications", title, blocks)
}

/// One item of evidence with what protects who stands behind it.
fn item_page(visit: &Visit, id: IncidentId, number: u32) -> Result<(String, Vec<Block>), Failed> {
    visit.require(Action::SeeWork)?;
    let view = View::of(visit)?;
    let (state, occurred) = read(visit, |reader| {
        let state = verification::read(reader, &visit.actor, id)?;
        Ok((state, reader.incident(id)?.and_then(|row| row.occurred)))
    })?;
    let item = state.item(number).ok_or_else(|| visit.failed(AppError::NotFound))?;
    let mut all = vec![
        Block::Actions(vec![(view.say("evidence-to-case"), format!("/verifications/{id}"), "")]),
        super::evidence_table::evidence_table(&view, [item], id, occurred),
    ];
    all.extend(blocks(&view, Thing::Evidence(id, number))?);
    Ok((visit.words.say_with("evidence-item", &[("n", u64::from(number).into())]), all))
}

async fn act_on_report(
    visit: Visit,
    Path((text, name)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let thing = report_of(&visit, &text)?;
    act(&visit, thing, &name, &form)
}

async fn act_on_evidence(
    visit: Visit,
    Path((text, number, name)): Path<(String, u32, String)>,
    form: Form,
) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let thing = evidence_of(&visit, &text, number)?;
    act(&visit, thing, &name, &form)
}

fn act(visit: &Visit, thing: Thing, act: &str, form: &Form) -> Result<Response, Failed> {
    let by_holder = matches!(act, "consent" | "refuse");
    match done(visit, thing, act, form) {
        Ok(()) if by_holder => Ok(Redirect::to("/protection").into_response()),
        Ok(()) => Ok(Redirect::to(&home(thing)).into_response()),
        Err(not) if by_holder => again(visit, "protection", super::key_holders::page(visit, Some(thing))?, form, not),
        Err(not) => {
            let (room, shown) = page(visit, thing)?;
            again(visit, room, shown, form, not)
        }
    }
}

/// Does it. Whoever may not learns that before anything else.
fn done(visit: &Visit, thing: Thing, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let record = |step: Step| super::record(visit, &thing.subject(), thing.fact(step));
    match act {
        "propose-erasure" => {
            visit.require(Action::ProposeErasure)?;
            known(visit, thing)?;
            let ground = reading.choice("ground", Ground::from_code);
            let reason = reading.passage("reason");
            let (ground, reason) = reading.end(ground.zip(reason))?;
            let parts = Part::ALL.iter().filter(|part| form.all("parts").iter().any(|one| one == part.code()));
            let erasure = Erasure { parts: parts.copied().collect(), ground, reason };
            record(Step::ErasureProposed { erasure })?;
        }
        "decline-erasure" => {
            visit.require(Action::Decide)?;
            let reason = reading.passage("reason");
            let reason = reading.end(reason)?;
            record(Step::ErasureDeclined { reason })?;
        }
        "erase" => {
            visit.require(Action::Decide)?;
            let ground = reading.choice("ground", Ground::from_code);
            let ground = reading.end(ground)?;
            let named = form.get("parts").split_whitespace().filter_map(Part::from_code);
            let parts: Vec<Part> = named.collect();
            let erased = tokio::task::block_in_place(|| visit.app.erase(&visit.actor, thing, &parts, ground));
            erased.map_err(|error| visit.failed(error))?;
        }
        "ask-opening" => {
            visit.require(Action::AskOpening)?;
            known(visit, thing)?;
            let what = reading.choice("what", Opened::from_code);
            let key = reading.choice("key", public_key);
            let reason = reading.passage("reason");
            let ((what, key), reason) = reading.end(what.zip(key).zip(reason))?;
            let asked = tokio::task::block_in_place(|| visit.app.ask_opening(&visit.actor, thing, what, &key, &reason));
            asked.map_err(|error| visit.failed(error))?;
        }
        "close-opening" => {
            visit.require(Action::AskOpening)?;
            record(Step::OpeningClosed)?;
        }
        "consent" => {
            visit.require(Action::HoldKey)?;
            let given = reading.choice("given", |text| serde_json::from_str::<Given>(text).ok());
            let given = reading.end(given)?;
            let kept = tokio::task::block_in_place(|| visit.app.consent(&visit.actor, thing, &given));
            kept.map_err(|error| visit.failed(error))?;
        }
        "refuse" => {
            visit.require(Action::HoldKey)?;
            let reason = reading.passage("reason");
            let reason = reading.end(reason)?;
            record(Step::OpeningRefused { reason })?;
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    }
    Ok(())
}

/// What the reader may read of, or the answer that there is none.
fn known(visit: &Visit, thing: Thing) -> Result<(), Failed> {
    read(visit, |reader| protection::known(reader, &visit.actor, thing))
}

/// The public half of a key, as `mirqab keys new` prints it.
pub(super) fn public_key(text: &str) -> Option<BlobId> {
    BlobId::try_from(text.trim().to_ascii_lowercase()).ok().filter(mirqab_app::sealed::is_public)
}

async fn take_of_report(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::AskOpening)?;
    let thing = report_of(&visit, &text)?;
    take(&visit, thing, &form)
}

async fn take_of_evidence(
    visit: Visit,
    Path((text, number)): Path<(String, u32)>,
    form: Form,
) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::AskOpening)?;
    let thing = evidence_of(&visit, &text, number)?;
    take(&visit, thing, &form)
}

/// Gives who asked the shares that were given, to be put together on their own machine.
fn take(visit: &Visit, thing: Thing, form: &Form) -> Result<Response, Failed> {
    let taken = tokio::task::block_in_place(|| visit.app.take_opening(&visit.actor, thing));
    let package = match taken {
        Ok(package) => package,
        Err(error) => {
            let (room, shown) = page(visit, thing)?;
            return again(visit, room, shown, form, visit.failed(error).into());
        }
    };
    let bytes = serde_json::to_vec_pretty(&package).map_err(|error| visit.failed(anyhow::Error::new(error)))?;
    Ok(saved(&format!("opening-{}.json", file_name(thing)), bytes))
}

/// A thing's written form, as a part of a file's name.
pub(super) fn file_name(thing: Thing) -> String {
    thing.to_string().replace('/', "-")
}

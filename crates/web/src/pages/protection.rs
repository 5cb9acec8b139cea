//! A report's protection: what of it is sealed and who asks to open it, what is to be erased and what was.

use super::commitments::{folded, select, text};
use super::findings::person;
use super::reports;
use crate::blocks::{Block, Cell, Input};
use crate::form::{Form, saved};
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use mirqab_app::report::{self, subject};
use mirqab_app::sealed::Given;
use mirqab_app::{Action, App, AppError, protection};
use mirqab_domain::report::{Erasure, Event, Ground, Opened, Part, Request, State, Tombstone};
use mirqab_vocabulary::{BlobId, ReportId};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/reports/{id}/protection/{act}", post(act)).route("/reports/{id}/opening", post(take))
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

/// Everything of this on the page of a report, for those who work on cases.
pub(super) fn blocks(view: &View<'_>, state: &State) -> Result<Vec<Block>, Failed> {
    let visit = view.visit;
    let mut blocks: Vec<Block> =
        state.tombstones.iter().map(|one| Block::Notice("warn", tombstone(view, one))).collect();
    if !visit.actor.may(Action::SeeWork) {
        return Ok(blocks);
    }
    let openable = read(visit, |reader| {
        let whole = mirqab_domain::procedure::as_report(reader.state(&subject(state.id))?);
        protection::openable(reader, &whole.ok_or(AppError::NotFound)?)
    })?;
    let at = |act: &str| format!("/reports/{}/protection/{act}", state.id);
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
        let left = Part::ALL.iter().filter(|part| there(state, **part));
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
            blocks.push(folded(view, format!("/reports/{}/opening", state.id), "opening-take", Vec::new()));
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

/// Whether a report has, or may have, a part that was not erased.
fn there(state: &State, part: Part) -> bool {
    let has = match part {
        Part::Files => !state.draft.attachments.is_empty(),
        Part::Table => state.draft.original.is_some(),
        Part::Identity | Part::Words | Part::Place => true,
    };
    has && !state.is_erased(part)
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

fn id(visit: &Visit, text: &str) -> Result<ReportId, Failed> {
    ReportId::parse(text).map_err(|_| visit.failed(AppError::NotFound))
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    let id = id(&visit, &text)?;
    match done(&visit, id, &act, &form) {
        Ok(()) if matches!(act.as_str(), "consent" | "refuse") => Ok(Redirect::to("/protection").into_response()),
        Ok(()) => Ok(Redirect::to(&format!("/reports/{id}")).into_response()),
        Err(not) if matches!(act.as_str(), "consent" | "refuse") => {
            again(&visit, "protection", super::key_holders::page(&visit, Some(id))?, &form, not)
        }
        Err(not) => again(&visit, "reports", reports::page(&visit, id)?, &form, not),
    }
}

/// Does it. Whoever may not learns that before anything else.
fn done(visit: &Visit, id: ReportId, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let about = subject(id);
    match act {
        "propose-erasure" => {
            visit.require(Action::ProposeErasure)?;
            known(visit, id)?;
            let ground = reading.choice("ground", Ground::from_code);
            let reason = reading.passage("reason");
            let (ground, reason) = reading.end(ground.zip(reason))?;
            let parts = Part::ALL.iter().filter(|part| form.all("parts").iter().any(|one| one == part.code()));
            let erasure = Erasure { parts: parts.copied().collect(), ground, reason };
            super::record(visit, &about, Event::ErasureProposed { erasure }.into())?;
        }
        "decline-erasure" => {
            visit.require(Action::Decide)?;
            let reason = reading.passage("reason");
            let reason = reading.end(reason)?;
            super::record(visit, &about, Event::ErasureDeclined { reason }.into())?;
        }
        "erase" => {
            visit.require(Action::Decide)?;
            let ground = reading.choice("ground", Ground::from_code);
            let ground = reading.end(ground)?;
            let named = form.get("parts").split_whitespace().filter_map(Part::from_code);
            let parts: Vec<Part> = named.collect();
            let erased = tokio::task::block_in_place(|| visit.app.erase(&visit.actor, id, &parts, ground));
            erased.map_err(|error| visit.failed(error))?;
        }
        "ask-opening" => {
            visit.require(Action::AskOpening)?;
            known(visit, id)?;
            let what = reading.choice("what", Opened::from_code);
            let key = reading.choice("key", public_key);
            let reason = reading.passage("reason");
            let ((what, key), reason) = reading.end(what.zip(key).zip(reason))?;
            let asked = tokio::task::block_in_place(|| visit.app.ask_opening(&visit.actor, id, what, &key, &reason));
            asked.map_err(|error| visit.failed(error))?;
        }
        "close-opening" => {
            visit.require(Action::AskOpening)?;
            super::record(visit, &about, Event::OpeningClosed {}.into())?;
        }
        "consent" => {
            visit.require(Action::HoldKey)?;
            let given = reading.choice("given", |text| serde_json::from_str::<Given>(text).ok());
            let given = reading.end(given)?;
            let kept = tokio::task::block_in_place(|| visit.app.consent(&visit.actor, id, &given));
            kept.map_err(|error| visit.failed(error))?;
        }
        "refuse" => {
            visit.require(Action::HoldKey)?;
            let reason = reading.passage("reason");
            let reason = reading.end(reason)?;
            super::record(visit, &about, Event::OpeningRefused { reason }.into())?;
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    }
    Ok(())
}

/// A report that the reader may read, or the answer that there is none.
fn known(visit: &Visit, id: ReportId) -> Result<(), Failed> {
    read(visit, |reader| report::read(reader, &visit.actor, id)).map(|_| ())
}

/// The public half of a key, as `mirqab keys new` prints it.
pub(super) fn public_key(text: &str) -> Option<BlobId> {
    BlobId::try_from(text.trim().to_ascii_lowercase()).ok().filter(mirqab_app::sealed::is_public)
}

/// Gives who asked the shares that were given, to be put together on their own machine.
async fn take(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::AskOpening)?;
    let id = id(&visit, &text)?;
    let taken = tokio::task::block_in_place(|| visit.app.take_opening(&visit.actor, id));
    let package = match taken {
        Ok(package) => package,
        Err(error) => return again(&visit, "reports", reports::page(&visit, id)?, &form, visit.failed(error).into()),
    };
    let bytes = serde_json::to_vec_pretty(&package).map_err(|error| visit.failed(anyhow::Error::new(error)))?;
    Ok(saved(&format!("opening-{id}.json"), bytes))
}

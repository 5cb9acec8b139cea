//! The protection of sources: who holds keys, who asks them to open what is sealed, and what was erased.

use super::commitments::{folded, text};
use super::findings::person;
use super::protection::{address, file_name, home, parts, public_key, tombstone};
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
use mirqab_app::sealed::Asked;
use mirqab_app::{Action, App, AppError, protection};
use mirqab_domain::mission::{Event, Holder, Holders, State};
use mirqab_domain::procedure;
use mirqab_domain::report::Request;
use mirqab_vocabulary::{AccountId, ReportId};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/protection", get(list))
        .route("/protection/asked/{report}", get(asked))
        .route("/protection/asked/{incident}/{number}", get(asked_of_item))
        .route("/protection/{act}", post(act))
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::HoldKey)?;
    let (title, blocks) = page(&visit, None)?;
    show(&visit, "protection", title, blocks)
}

/// The page, for everybody who may be a key holder. It says of a report nothing but its id. Of several requests, the one that is chosen is
/// answered here.
pub(super) fn page(visit: &Visit, chosen: Option<Thing>) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let (mission, asked, standing) = read(visit, |reader| {
        let mission = procedure::as_mission(reader.state(&procedure::the_mission())?);
        Ok((mission, protection::asked_of(reader, &visit.actor)?, protection::standing(reader)?))
    })?;
    let mut blocks = vec![Block::Intro(view.say("protection-intro"))];
    let chosen = chosen.map_or_else(|| Form::of_query(&visit.query).get("report").to_owned(), |id| id.to_string());
    let first = asked.iter().find(|(_, asked)| asked.report == chosen).or(asked.first());
    for (request, asked) in &asked {
        let forms = first.is_some_and(|(_, first)| first.report == asked.report);
        blocks.extend(request_shown(&view, request, asked, forms));
    }
    blocks.push(Block::Heading(view.say("holders-title")));
    blocks.extend(holders(&view, mission.as_ref()));
    blocks.push(Block::Heading(view.say("erasures-title")));
    let waiting = standing.iter().filter_map(|one| one.protection.erasure.as_ref().map(|waiting| (one, waiting)));
    for (one, waiting) in waiting.filter(|_| visit.actor.may(Action::SeeWork)) {
        let link = Cell::link(one.thing.to_string(), home(one.thing));
        blocks.push(Block::Strip(vec![
            (view.say("erasure-waiting"), vec![link]),
            (view.say("erasure-what"), vec![Cell::text(parts(&view, &waiting.parts))]),
            (view.say("opening-by"), vec![Cell::text(person(&view, waiting.by)).noted(view.time(waiting.at))]),
        ]));
    }
    let rows: Vec<Vec<Cell>> = standing
        .iter()
        .flat_map(|one| one.protection.tombstones.iter().map(|tombstone| (one.thing, tombstone)))
        .map(|(thing, one)| {
            let mut said = tombstone(&view, one).into_iter();
            let (what, by) = (said.next().unwrap_or_default(), said.next().unwrap_or_default());
            vec![Cell::code(thing.to_string()), Cell::text(what).noted(by)]
        })
        .collect();
    blocks.push(if rows.is_empty() {
        Block::Notice("info", vec![view.say("erasures-none")])
    } else {
        Block::Table(vec![view.say("protection-of"), view.say("erasure-what")], rows, None)
    });
    Ok((view.say("protection-title"), blocks))
}

/// A request that waits for the reader's answer: with the forms, or with the way to them.
fn request_shown(view: &View<'_>, request: &Request, asked: &Asked, forms: bool) -> Vec<Block> {
    let how = view.visit.words.say_with("opening-how", &[("command", "mirqab keys give".into())]);
    let facts = Block::Strip(vec![
        (view.say("protection-of"), vec![Cell::code(asked.report.clone())]),
        (view.say("opening-what"), vec![Cell::text(view.code("opened", request.what.code()))]),
        (view.say("opening-by"), vec![Cell::text(person(view, request.by)).noted(view.time(request.at))]),
        (view.say("reason"), vec![Cell::text(asked.reason.clone())]),
    ]);
    let mut blocks = vec![Block::Notice("warn", vec![view.say("opening-asked-of-you"), how]), facts];
    if !forms {
        let here = format!("/protection?report={}", asked.report);
        blocks.push(Block::Actions(vec![(view.say("opening-answer"), here, "")]));
        return blocks;
    }
    let file = format!("/protection/asked/{}", asked.report);
    blocks.push(Block::Actions(vec![(view.say("opening-asked-file"), file, "primary")]));
    let Ok(thing) = asked.report.parse().map(address) else { return blocks };
    let at = |act: &str| format!("{thing}/protection/{act}");
    let given = text(view, "given", "opening-given", "opening-given-hint");
    blocks.push(folded(view, at("consent"), "opening-consent", vec![given]));
    let reason = text(view, "reason", "reason", "protection-reason-hint");
    blocks.push(folded(view, at("refuse"), "opening-refuse", vec![reason]));
    blocks
}

/// The sets of key holders with the forms to change them.
fn holders(view: &View<'_>, mission: Option<&State>) -> Vec<Block> {
    let (visit, mut blocks) = (view.visit, Vec::new());
    let Some(mission) = mission else { return vec![Block::Notice("info", vec![view.say("holders-no-mission")])] };
    match mission.key_holders.last() {
        None => blocks.push(Block::Notice("warn", vec![view.say("holders-none"), view.say("holders-none-hint")])),
        Some(set) => blocks.push(table(view, set)),
    }
    let keeps = visit.actor.may(Action::KeepMission);
    if let Some(proposed) = &mission.proposed_holders {
        let by = titled(view, proposed.by);
        let said = visit.words.say_with("holders-proposed", &[("by", by.as_str().into())]);
        blocks.push(Block::Notice("warn", vec![said, view.say("holders-proposed-hint")]));
        blocks.push(table(view, &proposed.holders));
        if keeps {
            let set = serde_json::to_string(&proposed.holders).unwrap_or_default();
            let confirmed = vec![Input::Hidden("set", set)];
            blocks.push(folded(view, "/protection/confirm-holders".into(), "holders-confirm", confirmed));
        }
    }
    if keeps {
        let threshold = Input::Line {
            name: "threshold",
            label: view.say("holders-threshold"),
            hint: view.say("holders-threshold-hint"),
            value: "2".into(),
            kind: "text",
            required: true,
        };
        let lines = text(view, "holders", "holders-lines", "holders-lines-hint");
        blocks.push(folded(view, "/protection/propose-holders".into(), "holders-propose", vec![threshold, lines]));
    }
    blocks
}

/// Who an account is, for those who may see this page: an administrator knows every account.
pub(super) fn titled(view: &View<'_>, account: AccountId) -> String {
    let known = view.visit.app.accounts().account(account).ok().flatten();
    known.map_or_else(|| account.to_string(), |account| account.title)
}

fn table(view: &View<'_>, set: &Holders) -> Block {
    let needed = [("n", u64::from(set.threshold).into()), ("of", (set.holders.len() as u64).into())];
    let rows = (1_u32..).zip(&set.holders).map(|(number, holder)| {
        vec![
            Cell::number(view.number(number)),
            Cell::text(titled(view, holder.account)),
            Cell::code(holder.key.as_str().to_owned()),
        ]
    });
    let head = vec!["#".to_owned(), view.say("holders-who"), view.say("holders-key")];
    Block::Table(head, rows.collect(), Some(view.visit.words.say_with("holders-needed", &needed)))
}

async fn asked(visit: Visit, Path(text): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::HoldKey)?;
    let id = ReportId::parse(&text).map_err(|_| visit.failed(AppError::NotFound))?;
    asked_about(&visit, Thing::Report(id))
}

async fn asked_of_item(visit: Visit, Path((text, number)): Path<(String, u32)>) -> Result<Response, Failed> {
    visit.require(Action::HoldKey)?;
    let id = super::incidents::id(&visit, &text)?;
    asked_about(&visit, Thing::Evidence(id, number))
}

/// The file that a holder opens their share with, on their own machine.
fn asked_about(visit: &Visit, thing: Thing) -> Result<Response, Failed> {
    let found = read(visit, |reader| protection::asked_about(reader, &visit.actor, thing))?;
    let (_, asked) = found.ok_or_else(|| visit.failed(AppError::NotFound))?;
    let bytes = serde_json::to_vec_pretty(&asked).map_err(|error| visit.failed(anyhow::Error::new(error)))?;
    Ok(saved(&format!("asked-{}.json", file_name(thing)), bytes))
}

async fn act(visit: Visit, Path(act): Path<String>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::KeepMission)?;
    match done(&visit, &act, &form) {
        Ok(()) => Ok(Redirect::to("/protection").into_response()),
        Err(not) => again(&visit, "protection", page(&visit, None)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "propose-holders" => {
            let threshold = reading.number("threshold", 2..=16);
            let lines = reading.passage("holders");
            let (mut holders, mut faults) = (Vec::new(), Vec::new());
            for line in lines.iter().flat_map(|lines| lines.as_str().lines()).filter(|line| !line.trim().is_empty()) {
                let (name, key) = line.trim().rsplit_once(char::is_whitespace).unwrap_or((line.trim(), ""));
                let account = visit.app.accounts().credentials(name.trim()).map_err(|error| visit.failed(error))?;
                match (account, public_key(key)) {
                    (None, _) => faults.push(visit.words.say_with("holders-unknown", &[("name", name.trim().into())])),
                    (_, None) => faults.push(visit.words.say_with("holders-no-key", &[("name", name.trim().into())])),
                    (Some(found), Some(key)) => holders.push(Holder { account: found.account.id, key }),
                }
            }
            if !faults.is_empty() {
                reading.wrong("holders", "holders", &[("faults", faults.join(" ").into())]);
            }
            let (threshold, _) = reading.end(threshold.zip(lines))?;
            let threshold = u32::try_from(threshold).unwrap_or(u32::MAX);
            Event::KeyHoldersProposed { holders: Holders { threshold, holders } }
        }
        "confirm-holders" => {
            let holders = reading.choice("set", |text| serde_json::from_str::<Holders>(text).ok());
            Event::KeyHoldersConfirmed { holders: reading.end(holders)? }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::record(visit, &procedure::the_mission(), event.into())?)
}

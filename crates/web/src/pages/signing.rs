//! Keys with which accounts sign what they submit, and the way in for signed reports. No secret comes here: it stays with who signs.

use super::commitments::folded;
use super::findings::person;
use super::key_holders::titled;
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::sealing::Receipt;
use mirqab_app::signed::{OfferFile, SignedReport, Standing, Unreadable, all_keys, keys_of, standing};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::mission::{Event, Key, KeyStage, Keys, Revocation};
use mirqab_domain::procedure;
use mirqab_domain::report::State;
use mirqab_vocabulary::{AccountId, BlobId};
use serde::de::DeserializeOwned;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/account/keys", post(offer))
        .route("/keys", get(list))
        .route("/keys/{account}/{act}", post(act))
        .route("/reports/signed", get(signed).post(send))
}

/// A key in sixteen groups of four digits: what two persons read to each other.
fn groups(key: &BlobId) -> String {
    let digits: Vec<char> = key.as_str().chars().collect();
    digits.chunks(4).map(|group| group.iter().collect()).collect::<Vec<String>>().join(" ")
}

fn stage(view: &View<'_>, key: &Key) -> Cell {
    match key.stage {
        KeyStage::Offered => Cell::chip(view.say("key-offered"), "warn"),
        KeyStage::Standing => Cell::chip(view.say("key-standing"), "verified"),
        KeyStage::Ended => Cell::chip(view.say("key-ended"), "unsigned"),
    }
}

/// An account's keys, the newest first, with when each stood.
fn table(view: &View<'_>, keys: &Keys) -> Block {
    let rows = keys.keys.iter().rev().map(|key| {
        let since = key.since.map_or_else(|| "–".to_owned(), |at| view.time(at));
        let until = key.until.map_or_else(|| "–".to_owned(), |at| view.time(at));
        let ended = key.ended_by.map(|by| person(view, by)).unwrap_or_default();
        vec![
            Cell::code(groups(&key.key)).noted(view.time(key.offered_at)),
            stage(view, key),
            Cell::text(since),
            Cell::text(until).noted(ended),
        ]
    });
    let head = ["key-public", "state", "key-since", "key-until"].map(|label| view.say(label)).to_vec();
    let every = keys.every_report.then(|| view.say("key-every-report-holds"));
    Block::Table(head, rows.collect(), every)
}

/// The form by which a key is revoked, for each that waits or stands.
fn revocations(view: &View<'_>, keys: &Keys) -> Vec<Block> {
    let of = [keys.standing(), keys.offered()];
    let form = |key: &Key| {
        let label = if key.stage == KeyStage::Standing { "key-revoke" } else { "key-take-back" };
        let reason = Input::Area {
            name: "reason",
            label: view.say("reason"),
            hint: view.say("key-revoke-hint"),
            value: String::new(),
            required: true,
        };
        let inputs = vec![Input::Hidden("key", key.key.as_str().to_owned()), reason];
        folded(view, format!("/keys/{}/revoke", keys.account), label, inputs)
    };
    of.into_iter().flatten().map(form).collect()
}

/// The section on one's own page: the keys, how to make one, and the form for its offer.
pub(super) fn own(view: &View<'_>, account: AccountId) -> Result<Vec<Block>, Failed> {
    let visit = view.visit;
    if !visit.actor.may(Action::OfferKey) {
        return Ok(Vec::new());
    }
    let keys = read(visit, |reader| Ok(keys_of(reader, account)?))?;
    let mut blocks = vec![Block::Heading(view.say("keys-own")), Block::Intro(view.say("keys-own-intro"))];
    match &keys {
        None => blocks.push(Block::Notice("info", vec![view.say("keys-own-none")])),
        Some(keys) => {
            if keys.offered().is_some() {
                blocks.push(Block::Notice("warn", vec![view.say("key-waits"), view.say("key-waits-hint")]));
            }
            blocks.push(table(view, keys));
        }
    }
    let to = format!("--log {} --account {account}", visit.app.settings.origin);
    let continues = keys.as_ref().and_then(Keys::standing).map_or("", |_| " --continues OLD-KEY");
    let commands = format!(
        "mirqab sign new --out MY-KEY\nmirqab sign offer --key MY-KEY{continues} {to} > offer.json\nmirqab sign report --key MY-KEY {to} draft.json > signed.json"
    );
    blocks
        .push(Block::Fold(view.say("keys-how"), vec![Block::Intro(view.say("keys-how-intro")), Block::Raw(commands)]));
    let file = vec![Input::Files { name: "offer", label: view.say("key-offer-file") }];
    blocks.push(folded(view, "/account/keys".into(), "key-offer", file));
    blocks.extend(keys.iter().flat_map(|keys| revocations(view, keys)));
    Ok(blocks)
}

/// A file that came in a field, as JSON of a known form.
fn json<T: DeserializeOwned>(reading: &mut Reading<'_>, typed: &Form, field: &str) -> Option<T> {
    let Some(file) = typed.file(field) else {
        reading.wrong(field, "signed-file-missing", &[]);
        return None;
    };
    match serde_json::from_slice(&file.bytes) {
        Ok(value) => Some(value),
        Err(error) => {
            reading.wrong(field, "signed-file-other", &[("why", error.to_string().into())]);
            None
        }
    }
}

async fn offer(visit: Visit, typed: Form) -> Result<Response, Failed> {
    visit.check_csrf(typed.get("csrf"))?;
    visit.require(Action::OfferKey)?;
    let offered = || {
        let mut reading = Reading::of(&visit, &typed);
        let file: Option<OfferFile> = json(&mut reading, &typed, "offer");
        let file = reading.end(file)?;
        tokio::task::block_in_place(|| visit.app.offer_key(&visit.actor, &file))
            .map_err(|error| visit.failed(error))?;
        Ok::<(), Not>(())
    };
    match offered() {
        Ok(()) => Ok(Redirect::to("/account").into_response()),
        Err(not) => again(&visit, "account", super::accounts::own_page(&visit)?, &typed, not),
    }
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::Audit)?;
    let (title, blocks) = list_page(&visit)?;
    show(&visit, "accounts", title, blocks)
}

fn list_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let all = read(visit, |reader| Ok(all_keys(reader)?))?;
    let mut blocks = vec![Block::Intro(view.say("keys-intro"))];
    if all.is_empty() {
        blocks.push(Block::Notice("info", vec![view.say("keys-none")]));
    }
    for keys in &all {
        blocks.push(Block::Heading(titled(&view, keys.account)));
        if let Some(key) = keys.offered().filter(|_| visit.actor.may(Action::KeepMission)) {
            blocks.push(Block::Notice("warn", vec![view.say("key-compare"), groups(&key.key)]));
            let inputs = vec![
                Input::Hidden("key", key.key.as_str().to_owned()),
                Input::Tick { name: "compared", value: "1".into(), label: view.say("key-compared"), ticked: false },
            ];
            blocks.push(folded(&view, format!("/keys/{}/confirm", keys.account), "key-confirm", inputs));
        }
        blocks.push(table(&view, keys));
        if visit.actor.may(Action::KeepMission) {
            blocks.extend(revocations(&view, keys));
        }
    }
    Ok((view.say("keys-title"), blocks))
}

async fn act(visit: Visit, Path((text, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(if act == "confirm" { Action::KeepMission } else { Action::RevokeKey })?;
    let account: AccountId = text.parse().map_err(|_| visit.failed(AppError::NotFound))?;
    let own = visit.actor.account == Some(account);
    match done(&visit, account, &act, &form) {
        Ok(()) => Ok(Redirect::to(if own { "/account" } else { "/keys" }).into_response()),
        Err(not) if visit.actor.may(Action::Audit) => again(&visit, "accounts", list_page(&visit)?, &form, not),
        Err(not) => again(&visit, "account", super::accounts::own_page(&visit)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, account: AccountId, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let key = reading.choice("key", |text| BlobId::try_from(text.to_owned()).ok());
    let event = match act {
        "confirm" => {
            if !form.has("compared") {
                reading.wrong("compared", "key-compared", &[]);
            }
            Event::KeyConfirmed { key: reading.end(key)? }
        }
        "revoke" => {
            let reason = reading.passage("reason");
            let (key, reason) = reading.end(key.zip(reason))?;
            Event::KeyRevoked { revocation: Revocation { key, reason } }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::record(visit, &procedure::keys_of(account), event.into())?)
}

async fn signed(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::Submit)?;
    let (title, blocks) = signed_page(&visit)?;
    show(&visit, "reports", title, blocks)
}

fn signed_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let form = Block::Form {
        action: "/reports/signed".into(),
        method: "post",
        csrf: visit.csrf.clone(),
        inputs: vec![
            Input::Files { name: "signed", label: view.say("signed-file") },
            Input::Files { name: "files", label: view.say("signed-files") },
        ],
        button: view.say("button-send"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    };
    let keys = vec![(view.say("keys-own"), "/account".to_owned(), "")];
    Ok((view.say("signed-title"), vec![Block::Intro(view.say("signed-intro")), Block::Actions(keys), form]))
}

async fn send(visit: Visit, typed: Form) -> Result<Response, Failed> {
    visit.check_csrf(typed.get("csrf"))?;
    visit.require(Action::Submit)?;
    match sent(&visit, &typed) {
        Ok(receipt) => {
            let how = if receipt.repeated { "again" } else { "1" };
            Ok(Redirect::to(&format!("/reports/{}?recorded={how}", receipt.report)).into_response())
        }
        Err(not) => again(&visit, "reports", signed_page(&visit)?, &typed, not),
    }
}

fn sent(visit: &Visit, typed: &Form) -> Result<Receipt, Not> {
    let mut reading = Reading::of(visit, typed);
    let file: Option<SignedReport> = json(&mut reading, typed, "signed");
    let draft = file.as_ref().and_then(|file| match file.draft(visit.app.surroundings().now()) {
        Ok(draft) => Some(draft),
        Err(Unreadable::Format) => {
            reading.wrong("signed", "signed-file-other", &[("why", "format".into())]);
            None
        }
        Err(Unreadable::Draft(_, why)) => {
            reading.wrong("signed", "signed-file-other", &[("why", why.into())]);
            None
        }
    });
    let (file, draft) = reading.end(file.zip(draft))?;
    let mut files = typed.clone();
    files.files.retain(|file| file.field == "files");
    let uploads = files.uploads(visit)?;
    let receipt = tokio::task::block_in_place(|| visit.app.submit_signed(&visit.actor, &file, &draft, &uploads));
    Ok(receipt.map_err(|error| visit.failed(error))?)
}

/// On the page of a report: whose signature it carries, or that it carries none though its sender had a key.
pub(super) fn badge(view: &View<'_>, state: &State) -> Result<Option<(String, Vec<Cell>)>, Failed> {
    let cell = match read(view.visit, |reader| Ok(standing(reader, state)?))? {
        Standing::NoKey => return Ok(None),
        Standing::Unsigned => {
            Cell::chip(view.say("report-unsigned"), "unsigned").noted(view.say("report-unsigned-hint"))
        }
        Standing::Signed(key) => {
            let since = view.time(key.since.unwrap_or(key.offered_at));
            let key = groups(&key.key);
            let args = [("key", key.as_str().into()), ("since", since.as_str().into())];
            Cell::chip(view.say("report-signed"), "verified")
                .noted(view.visit.words.say_with("report-signed-key", &args))
        }
    };
    Ok(Some((view.say("report-signature"), vec![cell])))
}

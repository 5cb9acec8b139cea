//! The pages, room by room in walking order.

pub mod accounts;
mod agreement_terms;
pub mod agreements;
pub mod blind;
pub mod bodies;
pub mod changes;
pub mod checker;
pub mod commitments;
pub mod commitments_board;
pub mod commitments_clarifications;
pub mod commitments_notices;
pub mod commitments_pauses;
pub mod contact;
pub mod data;
pub mod desk;
mod evidence_table;
pub mod findings;
pub mod health;
pub mod import;
pub mod incidents;
pub mod integrity;
pub mod key_holders;
pub mod log;
pub mod mission;
pub mod overview;
mod places;
mod placings;
pub mod procedure;
pub mod proposals;
pub mod protection;
pub mod publications;
mod reasons;
pub mod repeats;
pub mod report_form;
pub mod reports;
mod responses;
pub mod sign;
pub mod signing;
pub mod sittings;
pub mod verifications;

use crate::blocks::{Block, Cell};
use crate::shell::AS_OF;
use crate::shell::{Failed, Visit};
use crate::view::View;
use axum::Router;
use mirqab_app::{App, StoredEntry};
use mirqab_domain::{Event, Subject};

/// The routes of all pages.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(overview::routes())
        .merge(agreements::routes())
        .merge(commitments::routes())
        .merge(commitments_board::routes())
        .merge(commitments_pauses::routes())
        .merge(commitments_notices::routes())
        .merge(commitments_clarifications::routes())
        .merge(mission::routes())
        .merge(import::routes())
        .merge(report_form::routes())
        .merge(reports::routes())
        .merge(proposals::routes())
        .merge(protection::routes())
        .merge(signing::routes())
        .merge(key_holders::routes())
        .merge(contact::routes())
        .merge(changes::routes())
        .merge(incidents::routes())
        .merge(verifications::routes())
        .merge(bodies::routes())
        .merge(sittings::routes())
        .merge(repeats::routes())
        .merge(findings::routes())
        .merge(publications::routes())
        .merge(data::routes())
        .merge(integrity::routes())
        .merge(checker::routes())
        .merge(log::routes())
        .merge(accounts::routes())
        .merge(sign::routes())
        .merge(health::routes())
}

/// Records one fact.
fn record(visit: &Visit, subject: &Subject, event: Event) -> Result<(), Failed> {
    let recorded = tokio::task::block_in_place(|| visit.app.record(&visit.actor, subject, &event));
    recorded.map(|_| ()).map_err(|error| visit.failed(error))
}

/// What a new id is made of.
fn fresh(visit: &Visit) -> (u64, [u8; 10]) {
    let mut random = [0; 10];
    visit.app.surroundings().fill(&mut random);
    (visit.app.surroundings().now_ms(), random)
}

/// The history of what a page is about, and the page as it was after each step of it.
fn history(view: &View<'_>, entries: &[StoredEntry]) -> Vec<Block> {
    let then = |entry: &StoredEntry| {
        let address = format!("{}?{AS_OF}={}", view.visit.path, entry.position + 1);
        let (_, at, what, _) = entry_step(view, entry);
        vec![Cell::link(view.number(entry.position), address), Cell::text(what), Cell::text(at)]
    };
    let head = ["entry-position", "entry-what", "entry-when"].map(|key| view.say(key)).to_vec();
    let past = Block::Table(head, entries.iter().map(then).collect(), Some(view.say("past-each")));
    let steps = entries.iter().map(|entry| entry_step(view, entry)).collect();
    vec![Block::Heading(view.say("history")), Block::Timeline(steps), Block::Fold(view.say("past-then"), vec![past])]
}

/// An entry of the log as a step of a history.
fn entry_step(view: &View<'_>, entry: &StoredEntry) -> (&'static str, String, String, String) {
    let envelope: serde_json::Value = serde_json::from_slice(&entry.bytes).unwrap_or_default();
    let kind = envelope["kind"].as_str().unwrap_or_default().trim_end_matches("/1").replace(['/', '_'], "-");
    let at = mirqab_vocabulary::Instant::parse(envelope["recorded_at"].as_str().unwrap_or_default());
    let role = view.code("role", envelope["author"]["role"].as_str().unwrap_or_default());
    let place = format!("{} · {} {}", role, view.say("entry-position"), view.number(entry.position));
    ("done", at.map(|at| view.time(at)).unwrap_or_default(), view.say(&format!("event-{kind}")), place)
}

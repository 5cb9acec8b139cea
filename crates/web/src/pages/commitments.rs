//! The register of commitments.

use crate::blocks::{Block, Cell, show};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::get;
use mirqab_app::{Action, App, AppError};
use mirqab_domain::commitment::{Progress, State};
use mirqab_domain::{Room, procedure};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route("/commitments", get(list)).route("/commitments/{id}", get(one))
}

fn states(visit: &Visit) -> Result<Vec<State>, Failed> {
    let states = read(visit, |reader| Ok(reader.states(Room::Commitment)?))?;
    Ok(states.into_iter().filter_map(|state| procedure::as_commitment(Some(state))).collect())
}

fn stands(view: &View<'_>, state: &State) -> Cell {
    let progress = state.stands();
    let done = matches!(progress, Progress::Done | Progress::Verified);
    if !done && state.terms.due.is_some_and(|due| due < view.now()) {
        return Cell::chip(view.say("progress-overdue"), "overdue").noted(view.code("progress", progress.code()));
    }
    let class = match progress {
        Progress::Verified => "verified",
        Progress::Blocked | Progress::Reversed => "contested",
        _ => "neutral",
    };
    Cell::chip(view.code("progress", progress.code()), class)
}

fn owners(view: &View<'_>, state: &State) -> String {
    if state.terms.owners.is_empty() {
        return view.say("commitment-owner-mission");
    }
    view.party_list(&state.terms.owners)
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let rows = states(&visit)?.into_iter().map(|state| {
        let due = state.terms.due.map_or_else(|| view.say("commitment-no-due"), |due| view.time(due));
        vec![
            Cell::link(view.own(&state.terms.title), format!("/commitments/{}", state.id)),
            Cell::text(owners(&view, &state)),
            Cell::text(due),
            stands(&view, &state),
        ]
    });
    let head = ["title", "commitment-owners", "commitment-due", "commitment-stands"].map(|key| view.say(key)).to_vec();
    let blocks = vec![Block::Intro(view.say("commitments-intro")), Block::Table(head, rows.collect(), None)];
    show(&visit, "commitments", view.say("commitments-title"), blocks)
}

async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let view = View::of(&visit)?;
    let found = states(&visit)?.into_iter().find(|state| state.id.as_str() == id.to_uppercase());
    let state = found.ok_or_else(|| visit.failed(AppError::NotFound))?;
    let due = state.terms.due.map_or_else(|| view.say("commitment-no-due"), |due| view.time(due));
    let steps = state.progress.iter().map(|(progress, at, note)| {
        let class = if *progress == Progress::Verified { "signed" } else { "done" };
        (class, view.time(*at), view.code("progress", progress.code()), view.own(note).to_owned())
    });
    let blocks = vec![
        Block::Facts(vec![
            (view.say("commitment-owners"), vec![Cell::text(owners(&view, &state))]),
            (view.say("commitment-agreed-at"), vec![Cell::text(view.time(state.terms.agreed_at))]),
            (view.say("commitment-due"), vec![Cell::text(due)]),
            (view.say("commitment-stands"), vec![stands(&view, &state)]),
        ]),
        Block::Heading(view.say("commitment-progress")),
        Block::Timeline(steps.collect()),
    ];
    show(&visit, "commitments", view.own(&state.terms.title), blocks)
}

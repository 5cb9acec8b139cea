//! The register of commitments.

use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::commitment::{Event, Progress, State, Terms};
use mirqab_domain::{Room, Subject, procedure};
use mirqab_vocabulary::{AgreementId, CommitmentId, Role};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/commitments", get(list))
        .route("/commitments/new", get(new).post(register))
        .route("/commitments/{id}", get(one))
        .route("/commitments/{id}/{act}", post(act))
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
    let mut blocks = vec![Block::Intro(view.say("commitments-intro"))];
    if visit.actor.may(Action::KeepCommitments) {
        blocks.push(Block::Actions(vec![(view.say("commitment-new"), "/commitments/new".to_owned(), "primary")]));
    }
    let rows: Vec<_> = rows.collect();
    blocks.push(if rows.is_empty() {
        Block::Notice("info", vec![view.say("nothing-here")])
    } else {
        Block::Table(head, rows, None)
    });
    show(&visit, "commitments", view.say("commitments-title"), blocks)
}

fn found(visit: &Visit, id: &str) -> Result<State, Failed> {
    let found = states(visit)?.into_iter().find(|state| state.id.as_str() == id.to_uppercase());
    found.ok_or_else(|| visit.failed(AppError::NotFound))
}

async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = page(&visit, &found(&visit, &id)?)?;
    show(&visit, "commitments", title, blocks)
}

fn page(visit: &Visit, state: &State) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let due = state.terms.due.map_or_else(|| view.say("commitment-no-due"), |due| view.time(due));
    let steps = state.progress.iter().map(|(progress, at, note)| {
        let class = if *progress == Progress::Verified { "signed" } else { "done" };
        (class, view.time(*at), view.code("progress", progress.code()), view.own(note).to_owned())
    });
    let agreement = view.agreements.iter().find(|known| known.id == state.terms.agreement);
    let agreement = agreement.map_or_else(
        || Cell::code(state.terms.agreement.to_string()),
        |known| Cell::link(view.own(&known.agreement.title), format!("/agreements/{}", known.id)),
    );
    let steps: Vec<_> = steps.collect();
    let mut blocks = vec![
        Block::Strip(vec![
            (view.say("commitment-stands"), vec![stands(&view, state)]),
            (view.say("commitment-owners"), vec![Cell::text(owners(&view, state))]),
            (view.say("commitment-due"), vec![Cell::text(due)]),
            (view.say("commitment-agreed-at"), vec![Cell::text(view.time(state.terms.agreed_at))]),
            (view.say("commitment-agreement"), vec![agreement]),
        ]),
        Block::Heading(view.say("commitment-progress")),
        if steps.is_empty() { Block::Notice("info", vec![view.say("nothing-here")]) } else { Block::Timeline(steps) },
    ];
    if visit.actor.may(Action::KeepCommitments) {
        let states = Progress::ALL.iter().filter(|progress| {
            // What the rules refuse to this role is not offered to it.
            **progress != Progress::Verified || visit.actor.role == Role::Verifier
        });
        let options = states.map(|state| (state.code().to_owned(), view.code("progress", state.code())));
        blocks.push(Block::Heading(view.say("verification-act")));
        blocks.push(Block::Form {
            action: format!("/commitments/{}/progress", state.id),
            method: "post",
            csrf: visit.csrf.clone(),
            inputs: vec![
                Input::Select {
                    name: "progress",
                    label: view.say("commitment-stands"),
                    hint: String::new(),
                    options: options.collect(),
                    chosen: String::new(),
                },
                field(&view, "at", "commitment-progress-at", "datetime-local", &view.field_time(view.now()), true),
                text(&view, "note_ar", "commitment-shown-ar", "commitment-shown-hint"),
                text(&view, "note_en", "commitment-shown-en", ""),
            ],
            button: view.say("button-save"),
            fold: view.say("commitment-record-progress"),
            errors: Vec::new(),
            open: false,
        });
    }
    Ok((view.own(&state.terms.title).to_owned(), blocks))
}

/// A line of a form.
pub(super) fn field(
    view: &View<'_>,
    name: &'static str,
    label: &str,
    kind: &'static str,
    value: &str,
    required: bool,
) -> Input {
    Input::Line { name, label: view.say(label), hint: String::new(), value: value.to_owned(), kind, required }
}

/// A text of a form; without a hint if its key is empty.
pub(super) fn text(view: &View<'_>, name: &'static str, label: &str, hint: &str) -> Input {
    let hint = if hint.is_empty() { String::new() } else { view.say(hint) };
    Input::Area { name, label: view.say(label), hint, value: String::new(), required: true }
}

async fn new(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::KeepCommitments)?;
    let (title, blocks) = new_page(&visit)?;
    show(&visit, "commitments", title, blocks)
}

fn new_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let agreements =
        view.agreements.iter().map(|state| (state.id.to_string(), view.own(&state.agreement.title).to_owned()));
    let mut inputs = vec![
        Input::Select {
            name: "agreement",
            label: view.say("commitment-agreement"),
            hint: String::new(),
            options: agreements.collect(),
            chosen: String::new(),
        },
        field(&view, "agreed_at", "commitment-agreed-at", "datetime-local", &view.field_time(view.now()), true),
        field(&view, "title_ar", "title-ar", "text", "", true),
        field(&view, "title_en", "title-en", "text", "", true),
        field(&view, "due", "commitment-due", "datetime-local", "", false),
        Input::Group(view.say("commitment-owners")),
    ];
    inputs.extend(view.parties().iter().map(|party| Input::Tick {
        name: "owner",
        value: party.code.to_string(),
        label: view.own(&party.name).to_owned(),
        ticked: false,
    }));
    let form = Block::Form {
        action: "/commitments/new".into(),
        method: "post",
        csrf: visit.csrf.clone(),
        inputs,
        button: view.say("button-save"),
        fold: String::new(),
        errors: Vec::new(),
        open: false,
    };
    Ok((view.say("commitment-new"), vec![Block::Intro(view.say("commitment-new-note")), form]))
}

async fn register(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::KeepCommitments)?;
    match registered(&visit, &form) {
        Ok(id) => Ok(Redirect::to(&format!("/commitments/{id}")).into_response()),
        Err(not) => again(&visit, "commitments", new_page(&visit)?, &form, not),
    }
}

fn registered(visit: &Visit, form: &Form) -> Result<CommitmentId, Not> {
    let mut reading = Reading::of(visit, form);
    let (agreement, title) = (reading.id::<AgreementId>("agreement"), reading.both("title"));
    let (agreed_at, due) = (reading.moment("agreed_at"), reading.optional_moment("due"));
    // Owners are named in the agreements' order, whatever the order in which they are ticked.
    let ticked = form.all("owner");
    let view = View::of(visit)?;
    let owners =
        view.parties().iter().map(|party| party.code.clone()).filter(|code| ticked.contains(&code.to_string()));
    let owners = owners.collect();
    let made = || Some(Terms { agreement: agreement?, title: title?, owners, agreed_at: agreed_at?, due });
    let made = made();
    let terms = reading.end(made)?;
    let (ms, random) = super::fresh(visit);
    let id = CommitmentId::from_parts(ms, random);
    super::record(visit, &subject(&id.to_string()), Event::Registered { terms }.into())?;
    Ok(id)
}

fn subject(id: &str) -> Subject {
    Subject { room: Room::Commitment, id: id.to_owned() }
}

async fn act(visit: Visit, Path((id, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::KeepCommitments)?;
    let state = found(&visit, &id)?;
    match done(&visit, &state, &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/commitments/{}", state.id)).into_response()),
        Err(not) => again(&visit, "commitments", page(&visit, &state)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, state: &State, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "progress" => {
            let progress =
                reading.choice("progress", |text| Progress::ALL.iter().find(|one| one.code() == text).copied());
            let made = progress.zip(reading.moment("at")).zip(reading.both("note"));
            let ((progress, at), note) = reading.end(made)?;
            Event::Progressed { progress, at, note }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::record(visit, &subject(state.id.as_str()), event.into())?)
}

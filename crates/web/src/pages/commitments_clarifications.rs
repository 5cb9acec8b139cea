//! Requests for clarification, each with its clock.

use super::commitments::{begin, field, folded, select, slice, text};
use super::commitments_board::rooms;
use super::commitments_pauses::{filed_by, filing, optional_line};
use crate::blocks::{Block, Cell, Input, show};
use crate::form::Form;
use crate::reading::{Not, Reading, again};
use crate::shell::{Failed, Visit};
use crate::view::{View, read};
use axum::Router;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use mirqab_app::commitment::{Sight, register, sight_of_clarification, subject};
use mirqab_app::{Action, App, AppError};
use mirqab_domain::commitment::{Clarification, Clock, Event, Question, Reply};
use mirqab_vocabulary::{AgreementId, Code, CommitmentId, IncidentId, Language, Role};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/commitments/clarifications", get(list).post(ask))
        .route("/commitments/clarifications/{id}", get(one))
        .route("/commitments/clarifications/{id}/{act}", post(act))
}

fn chip(view: &View<'_>, question: &Clarification) -> Cell {
    let clock = question.clock(view.now());
    let class = match clock {
        Clock::Running => "neutral",
        Clock::Answered => "signed",
        Clock::Late | Clock::Unanswered => "overdue",
    };
    let chip = Cell::chip(view.code("clock", clock.code()), class);
    let past =
        |until: i64| view.visit.words.duration_s(((until - question.question.due.unix_s()) / 3600).max(1) * 3600);
    match (clock, &question.answered) {
        (Clock::Late, Some((_, at))) => chip.noted(past(at.unix_s())),
        (Clock::Unanswered, _) => chip.noted(past(view.now().unix_s())),
        _ => chip,
    }
}

fn asker(view: &View<'_>, question: &Clarification) -> String {
    question.question.asked_by.as_ref().map_or_else(|| view.say("commitment-owner-mission"), |by| view.party(by))
}

async fn list(visit: Visit) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = list_page(&visit)?;
    show(&visit, "commitments", title, blocks)
}

fn list_page(visit: &Visit) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let all = read(visit, |reader| Ok(register(reader)?))?;
    let mut blocks = vec![Block::Intro(view.say("clarifications-intro")), rooms(&view, "clarifications")];
    let (questions, more) = slice(visit, all.clarifications.iter().rev().collect());
    let rows = questions.into_iter().map(|question| {
        let answered = question.answered.as_ref().map(|(_, at)| view.time(*at));
        vec![
            Cell::link(view.party(&question.question.of), format!("/commitments/clarifications/{}", question.id)),
            Cell::text(asker(&view, question)),
            Cell::text(view.time(question.asked)),
            Cell::text(view.time(question.question.due)),
            Cell::text(answered.unwrap_or_else(|| view.say("clarification-no-answer"))),
            chip(&view, question),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let head = [
        "clarification-of",
        "clarification-asked-by",
        "clarification-asked-at",
        "clarification-due",
        "clarification-answered-at",
        "state",
    ];
    blocks.push(if rows.is_empty() {
        Block::Notice("info", vec![view.say("nothing-here")])
    } else {
        Block::Table(head.map(|key| view.say(key)).to_vec(), rows, None)
    });
    blocks.extend(more);
    if visit.actor.may(Action::Announce) {
        let mut inputs = filing(&view, "clarification-asked-by");
        let parties = view.parties().iter().map(|party| (party.code.to_string(), view.own(&party.name).to_owned()));
        inputs.extend([
            select(&view, "of", "clarification-of", parties.collect()),
            field(&view, "at", "clarification-asked-at", "datetime-local", &view.field_time(view.now()), true),
            field(
                &view,
                "due",
                "clarification-due",
                "datetime-local",
                &view.field_time(view.now().plus_s(86_400)),
                true,
            ),
            field(&view, "incident", "clarification-incident", "text", "", false),
            field(&view, "notice", "clarification-notice", "text", "", false),
            text(&view, "text", "clarification-text", ""),
            language(&view),
        ]);
        blocks.push(folded(&view, "/commitments/clarifications".into(), "clarification-new", inputs));
    }
    Ok((view.say("clarifications-title"), blocks))
}

fn language(view: &View<'_>) -> Input {
    let codes = [Language::Arabic, Language::English];
    select(
        view,
        "language",
        "language",
        codes.map(|one| (one.code().to_owned(), view.code("language", one.code()))).to_vec(),
    )
}

async fn ask(visit: Visit, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Announce)?;
    match asked(&visit, &form) {
        Ok(id) => Ok(Redirect::to(&format!("/commitments/clarifications/{id}")).into_response()),
        Err(not) => again(&visit, "commitments", list_page(&visit)?, &form, not),
    }
}

fn asked(visit: &Visit, form: &Form) -> Result<CommitmentId, Not> {
    let mut reading = Reading::of(visit, form);
    let (agreement, of) = (reading.id::<AgreementId>("agreement"), reading.party("of"));
    let (asked_by, source) = (filed_by(visit, &mut reading), optional_line(form, &mut reading, "source"));
    let (asked_at, due) = (reading.moment("at"), reading.moment("due"));
    let notice = form.has_some("notice").then(|| reading.id::<CommitmentId>("notice")).flatten();
    let incident = form.has_some("incident").then(|| reading.id::<IncidentId>("incident")).flatten();
    let (text, language) = (reading.passage("text"), reading.code::<Language>("language"));
    let made = || {
        let (agreement, of, asked_at, due) = (agreement?, of?, asked_at?, due?);
        let (text, language) = (text?, language?);
        Some(Question { agreement, of, asked_by, source, asked_at, due, notice, incident, text, language })
    };
    let made = made();
    let question = Box::new(reading.end(made)?);
    begin(visit, Event::ClarificationAsked { question })
}

fn found(visit: &Visit, id: &str) -> Result<Clarification, Failed> {
    let all = read(visit, |reader| Ok(register(reader)?))?.clarifications;
    let found = all.into_iter().find(|question| question.id.as_str() == id.to_uppercase());
    found.ok_or_else(|| visit.failed(AppError::NotFound))
}

async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response, Failed> {
    visit.require(Action::SeePublic)?;
    let (title, blocks) = page(&visit, &found(&visit, &id)?)?;
    show(&visit, "commitments", title, blocks)
}

fn page(visit: &Visit, question: &Clarification) -> Result<(String, Vec<Block>), Failed> {
    let view = View::of(visit)?;
    let told = &question.question;
    let mut blocks = vec![Block::Strip(vec![
        (view.say("state"), vec![chip(&view, question)]),
        (view.say("clarification-of"), vec![Cell::text(view.party(&told.of))]),
        (view.say("clarification-asked-by"), vec![Cell::text(asker(&view, question))]),
        (view.say("clarification-asked-at"), vec![Cell::text(view.time(question.asked))]),
        (view.say("clarification-due"), vec![Cell::text(view.time(told.due))]),
    ])];
    if sight_of_clarification(&visit.actor, question) == Sight::Whole {
        let mut about = Vec::new();
        if let Some(incident) = told.incident.filter(|_| visit.actor.may(Action::SeeWork)) {
            about.push((view.say("clarification-incident"), format!("/incidents/{incident}"), ""));
        }
        if let Some(notice) = told.notice {
            about.push((view.say("clarification-notice"), format!("/commitments/notices/{notice}"), ""));
        }
        blocks.push(Block::Quote(told.text.to_string(), told.language.code(), asker(&view, question)));
        if let Some((reply, at)) = &question.answered {
            let who = format!("{} · {}", view.party(&told.of), view.time(*at));
            blocks.push(Block::Quote(reply.text.to_string(), reply.language.code(), who));
        }
        if !about.is_empty() {
            blocks.push(Block::Actions(about));
        }
    } else {
        blocks.push(Block::Notice("info", vec![view.say("clarification-coarse")]));
    }
    let own = visit.actor.role != Role::PartyLiaison || visit.actor.party.as_ref() == Some(&told.of);
    if visit.actor.may(Action::Announce) && question.answered.is_none() && own {
        let mut inputs = vec![
            field(&view, "at", "clarification-answered-at", "datetime-local", &view.field_time(view.now()), true),
            text(&view, "text", "clarification-reply", ""),
            language(&view),
        ];
        if visit.actor.role != Role::PartyLiaison {
            inputs.push(field(&view, "source", "commitment-source", "text", "", false));
        }
        let action = format!("/commitments/clarifications/{}/reply", question.id);
        blocks.push(folded(&view, action, "clarification-answer", inputs));
    }
    let party = view.party(&told.of);
    Ok((visit.words.say_with("clarification-title", &[("party", party.as_str().into())]), blocks))
}

async fn act(visit: Visit, Path((id, act)): Path<(String, String)>, form: Form) -> Result<Response, Failed> {
    visit.check_csrf(form.get("csrf"))?;
    visit.require(Action::Announce)?;
    let state = found(&visit, &id)?;
    match done(&visit, &state, &act, &form) {
        Ok(()) => Ok(Redirect::to(&format!("/commitments/clarifications/{}", state.id)).into_response()),
        Err(not) => again(&visit, "commitments", page(&visit, &state)?, &form, not),
    }
}

/// Does it.
fn done(visit: &Visit, question: &Clarification, act: &str, form: &Form) -> Result<(), Not> {
    let mut reading = Reading::of(visit, form);
    let event = match act {
        "reply" => {
            let source = optional_line(form, &mut reading, "source");
            let made = reading.passage("text").zip(reading.code::<Language>("language")).zip(reading.moment("at"));
            let ((text, language), at) = reading.end(made)?;
            Event::ClarificationAnswered { reply: Reply { text, language, at, source } }
        }
        _ => return Err(visit.failed(AppError::NotFound).into()),
    };
    Ok(super::record(visit, &subject(question.id), event.into())?)
}
